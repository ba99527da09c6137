// What all painters of the stage share.
#pragma once

#include "figure/kit/icons.h"
#include "figure/stage/stage.h"
#include "figure/stage/stage_marks.h"
#include "figure/words/wording.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

class StagePainter {
public:
  StagePainter(Picture& picture, const StageState& state, const StageLayout& layout,
               const Style& style, const StageOptions& options)
      : picture_(picture), state_(state), layout_(layout), style_(style), theme_(style.theme),
        options_(options), name_font_{Face::medium, layout.is_large() ? 15.0F : small_stage_name},
        body_{Face::regular, layout.is_large()     ? 13.0F
                             : layout.is_on_wall() ? small_stage_name
                                                   : 12.5F} {}

protected:
  std::string phrase(std::string_view key, const assets::Values& values = {}) const;
  /// What a part is called, as long as the detail allows.
  std::string name_of_part(const Part& part) const;
  const PartState& facts(const Part& part) const {
    return state_.parts[static_cast<std::size_t>(&part - state_.scene.parts.data())];
  }
  bool is_large() const { return layout_.is_large(); }
  /// Whether it may be pointed at in answer to a question: then a key stands in it.
  bool is_picked(const Part& part) const;
  /// Then what happens inside a call was not observed: it is derived or inferred.
  bool is_real() const { return state_.source == trace::Source::real; }
  /// What a part works at, where that may be told.
  const Activity* work_of(const Part& part) const;
  /// The copy, or what refers, that the cursor stands on and that goes into or out of a part.
  const Activity* passing(const Part& part) const;

  /// The frame of a part; its inner box, with the text's margins.
  Box frame(const Part& part, Box box, Stroke edge, Color ground);
  /// Answers to a click, and says what it is, unless it is being looked at: then that is said
  /// already.
  void part_region(const Part& part, Box box);
  /// Icon and name, in `width`; without the icon, then shortened, where there is little. Returns
  /// where the name ends.
  float title(Box in, Icon icon, const std::string& name, float width, Color color);
  /// The first of the ways to say it that fits a line of that width; the last one, shortened, where
  /// none does.
  void line(Point baseline, float width, const std::vector<std::string>& ways, Font font,
            Color color);
  /// What a part is doing: on a plate over its pattern, in a frame of its colour where that is
  /// hollow, in a dashed one where it rests.
  enum class Look : unsigned char { rests, hollow, works };
  void status(Box box, Look look, const Ink& ink, const std::string& text);
  /// A small word in a frame: a mode, an engine in its device.
  float chip(Point right_top, const std::string& text, Look look, const Ink& ink, float size);

  Picture& picture_;
  const StageState& state_;
  const StageLayout& layout_;
  const Style& style_;
  const Theme& theme_;
  const StageOptions& options_;
  const Font name_font_, body_;
  static constexpr Font heading_font{Face::bold, 15};
};

/// A descriptor: a small tag, pointed at the right, with a hole.
void draw_tag(Picture& picture, Box box, const Theme& theme);

/// Everything that holds bytes, or shows those of others.
class HolderPainter : StagePainter {
public:
  using StagePainter::StagePainter;
  void draw(const Part& part, Box box);

private:
  void buffer(const Part& part, Box box);
  Box frame_of(const Part& part, Box box);
  void mapping(const Part& part, Box box);
  void device(const Part& part, Box box);
  void small_buffer(const Part& part, Box box);
  void small_device(const Part& part, Box box);
  void spare(const Part& part, Box box);
  void amount(Box in, float name, const BufferState& held);
  void caption(Box in, const BufferState& held);
  void descriptor_tag(Box strip);
  void strip(Box strip, const BufferState& held, bool is_faint = false);
  void file_strip(const Part& part, Box strip, const BufferState* held);
  void reference_strip(Box strip, const BufferState& held);
  void cells(Box strip, const BufferState& held);
  void stack(const Part& part, Box box);
  void docked_engine(const Part& device, Box room);
  std::int64_t references(const BufferState& held) const;
};

/// Everything that works: processors, engines, the process, rings.
class WorkerPainter : StagePainter {
public:
  using StagePainter::StagePainter;
  void draw(const Part& part, Box box);

private:
  struct Work {
    std::string text, brief; ///< the second where there is little room
    Ink ink;
    Look look = Look::rests;
  };
  void process(const Part& part, Box box);
  std::string sleep_key() const;
  void engine(const Part& part, Box box);
  void processor(const Part& part, Box box);
  void small_engine(const Part& part, Box box);
  void small_processor(const Part& part, Box box);
  bool is_too_low(Box box) const; ///< for more than a small processor's name and mode
  void rings(const Part& part, Box box);
  Work cpu_work(const Part& part) const;
  float draw_mode(const Part& part, Box box, Box in);
  std::string whom_it_serves(const Part& part) const;
  std::int64_t moved_by(const Part& engine) const;
};

} // namespace copyscope::figure

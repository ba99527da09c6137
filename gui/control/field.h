// A text that is typed over a region of the picture: the line under way, what becomes of it, and
// what was typed elsewhere and could not be taken. Plain state: characters, keys and the pointer
// come in, actions come out.
//
//   field.settle(picture);                           // with every new picture
//   field.open(region);                              // all of it is selected
//   Field::Reply reply = field.key("enter", false, false);
#pragma once

#include "gui/control/field_for.h"
#include "gui/control/text_line.h"
#include "gui/session/actions.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

/// What fields ask of whoever owns them. Each of them may be empty.
struct FieldHelp {
  /// What is wrong with what was typed, in a sentence for people; empty: nothing is.
  std::function<std::string(const Action& typed)> problem_with;
  /// The path of the field of that key as far as it can be told: "sce" → "scenarios/".
  std::function<std::string(const std::string& key, const std::string& path)> completed;
  std::function<std::string()> clipboard;
  std::function<void(const std::string&)> copy;
};

class Field {
public:
  /// The measure has to outlive it.
  Field(const figure::Measure& measure, FieldHelp help)
      : measure_(&measure), help_(std::move(help)) {}

  /// The region's text is "KEY=VALUE" (gui/session/gestures.h). What was typed there before and
  /// could not be taken is there again.
  void open(const figure::Region& region);
  bool is_open() const { return !key_.empty(); }
  bool is_open_at(const figure::Region& region) const;

  using Actions = std::vector<Action>;
  enum class Then : unsigned char {
    nothing,
    on,     ///< Tab: to the next control
    back,   ///< Shift + Tab
    content ///< the key means something beyond the field too
  };
  struct Reply {
    Actions actions;
    Then then = Then::nothing;
  };

  /// While it is open.
  Reply key(std::string_view key, bool shift, bool ctrl);
  Actions type(char32_t character);
  void press(figure::Point at); ///< puts the cursor there
  void drag(figure::Point at);  ///< selects up to there
  /// Something else has the attention now: what was typed is taken where it can be, or else kept
  /// and marked.
  Actions leave();
  void drop(); ///< closes it; what was typed is forgotten

  /// The picture has changed: follows its region, closes where there is none any more or where it
  /// is covered, and opens at one that wants to be typed into.
  void settle(const figure::Picture& picture);

  // What is seen.
  const figure::Box& box() const { return box_; }
  const std::string& key() const { return key_; }
  const TextLine& line() const { return line_; }
  const std::string& problem() const { return problem_; } ///< of the one that is open
  std::size_t first() const { return first_; }            ///< byte that is seen at its left edge
  /// What was typed and could not be taken, at fields that are in the picture and not open.
  struct Kept {
    figure::Box box;
    std::string text, problem;
  };
  std::vector<Kept> kept(const figure::Picture& picture) const;

  /// The type in a box of that height; `inside` is where the text stands.
  static figure::Font font_in(const figure::Box& box);
  static figure::Box inside(const figure::Box& box, bool has_mark);
  static constexpr float mark_size = 16;

private:
  struct Draft {
    std::string original, text, problem;
  };

  Action set_action(std::int64_t number) const;
  void take_flags(const figure::Region& region);
  Actions changed();
  Actions take(bool is_leaving);
  Reply edit(std::string_view key, bool shift, bool ctrl);
  Reply tab(bool shift);
  Reply leads_on(bool back);
  void clip(std::string_view key);
  void scroll();
  std::size_t offset_at(float x) const;
  void close();

  const figure::Measure* measure_;
  FieldHelp help_;
  std::string key_, original_, problem_;
  FieldFor what_;       ///< it is for, by its key
  std::string initial_; ///< what was there when it opened: a live one has changed it since
  TextLine line_;
  std::size_t first_ = 0;
  figure::Box box_;
  bool is_live_ = false;  ///< its text is told as it is typed
  bool is_eager_ = false; ///< it opens by itself
  bool is_path_ = false, is_count_ = false;
  std::string eager_;     ///< the key of one in the picture that opens by itself
  std::string dismissed_; ///< the same, once it was closed
  std::map<std::string, Draft> drafts_;
};

} // namespace copyscope::gui

// What a format is: what it takes, and who writes it. Which there are: export/formats.h.
#pragma once

#include "assets/assets.h"
#include "export/data/length.h"
#include "export/data/writer.h"
#include "figure/kit/picture.h"
#include "sim/trace/trace.h"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::exports {

/// Options that cannot be met: a lane that no run has, a width that is none. what() says which, and
/// what could be.
class BadOptions : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Options {
  Time from, to = Time::max();
  assets::Language language = assets::Language::en;

  // Of what is drawn.
  bool in_story = true;        ///< story time, of which several runs have one each; else true time
  std::optional<Length> width; ///< of the whole drawing; else what suits the format
  std::vector<std::string> lanes; ///< which: "cpu0", "dma" for all that begin so; else all
  std::string theme;              ///< "print", "light", "dark"; empty: what suits the format
  int dpi = 0;                    ///< of pixels; 0: what suits the format
  int handout = 1;                ///< steps a page
  std::optional<TypeSize> type;   ///< else what suits the width
  bool is_plain = false;          ///< without title, notes and source: a paper's caption has them
  std::optional<trace::Cursor> moment; ///< which is drawn, of formats that draw one; else the end
  trace::FlowId front = 0; ///< of several flows, the one that is in front at that moment

  friend bool operator==(const Options&, const Options&) = default;
};

/// What is exported: one run, or several, of which formats that cannot compare take the first.
using Runs = std::vector<std::shared_ptr<const trace::Trace>>;

/// Throws BadOptions where the range begins after the end of every run: nothing is in it.
void require_part_of(const Runs& runs, const Options& options);

/// Which options mean anything to a format.
struct Takes {
  bool range = true;
  bool language = false;
  bool several = false;        ///< runs, one beside the other
  bool whole_scenario = false; ///< as many runs as there are, one after the other
  bool time = false, width = false, lanes = false, theme = false, dpi = false, handout = false;
  bool type = false, plain = false; ///< the size of type; being without title and notes
  bool moment = false;
};

/// A drawing as it will be, for those who show it before it is written; sizes in the picture's
/// units.
struct Preview {
  figure::Picture picture;
  float width = 0, height = 0;
  figure::Color ground;
};

struct Format {
  std::string_view id;        ///< "perfetto"
  std::string_view extension; ///< ".json"
  std::string_view what;      ///< in a few words, for the command line's help
  Takes takes;
  void (*write)(const Runs& runs, const Options& options, const Writer& write,
                const Progress& progress);
  /// Its (first) page; nullptr for what is text.
  Preview (*preview)(const Runs& runs, const Options& options,
                     const figure::Measure& measure) = nullptr;
};

} // namespace copyscope::exports

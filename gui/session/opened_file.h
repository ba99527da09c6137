// What is read from a file before it is opened: a scenario's text or a saved trace; and what there
// is to be said of a trace's file. Nothing here touches the session, so that another thread may do
// it.
#pragma once

#include "sim/trace/file/load.h"

#include <optional>
#include <string>
#include <vector>

namespace copyscope::gui {

/// A scenario's text, and where it was found.
struct ScenarioText {
  std::string name; ///< as messages show it; the path of a file
  std::string text;
  bool ships = false; ///< one of the program's own: no file that could change
};

/// What the file of a saved trace has that has to be told: nothing of it keeps it from being shown.
struct FileNotes {
  std::vector<std::string> damage;  ///< a sentence each, as the loader says it, in English
  std::vector<std::string> unknown; ///< what this version does not know, by name
  std::string program;              ///< version that wrote it; empty: not known

  bool empty() const { return damage.empty() && unknown.empty(); }
};

struct OpenedFile {
  ScenarioText text;                 ///< of a trace it has no text any more
  std::optional<trace::Trace> trace; ///< a saved one
  FileNotes notes;
};

/// Loads the trace, where it is one. Throws as trace::load_any() does, and whatever the progress
/// throws to stop it.
OpenedFile opened_file(ScenarioText text, const trace::Loading& how);
/// The first rows of a trace's file that has more of them; nothing of any other file. `how` as for
/// opened_file(), but for the number of rows.
std::optional<OpenedFile> beginning_of(const ScenarioText& text, trace::Loading how);

} // namespace copyscope::gui

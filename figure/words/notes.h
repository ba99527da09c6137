// Where the notes of assets/texts/notes.toml are shown: what the books leave out, told where it
// arises. This is the one rule; tables, stories, the window and exports ask here.
#pragma once

#include "assets/assets.h"
#include "sim/analysis/result.h"
#include "sim/trace/trace.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

/// The key of the note that belongs to a step ("note.mmap_reads"), or an empty one.
std::string_view note_at(const trace::Trace& trace, trace::SpanId step);

/// The same, but only for the first step of the trace that it belongs to: for what is read once
/// from the start to the end.
std::string_view first_note_at(const trace::Trace& trace, trace::SpanId step);

/// The keys of all notes that arise in a trace, in the order of its steps.
std::vector<std::string_view> notes_in(const trace::Trace& trace);

/// The keys of the notes that figures of a table of cases need, the first case being what the
/// others are compared with.
std::vector<std::string_view> notes_below(const std::vector<analysis::Result>& results);

/// The key of the note beside cases that run side by side; empty for one alone.
std::string_view note_of_race(std::size_t cases);

} // namespace copyscope::figure

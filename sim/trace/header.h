// What a trace knows of its run: who made it, the scenario, case and method where there is one,
// and, for a real run, what was observed beside the spans and on what evidence.
#pragma once

#include "sim/scenario/scenario.h"
#include "sim/trace/span.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace copyscope::trace {

enum class Source {
  simulated, ///< by the model
  real,      ///< a method, run with actual system calls
  observed,  ///< somebody's program, watched at its work
  imported   ///< what another program has written down
};
constexpr int source_count = 4;

std::string_view name_of(Source source); ///< "simulated", "real", "observed", "imported"
std::optional<Source> source_named(std::string_view name);

/// What a buffer can hold and what it holds at the start, summed over the clients.
struct BufferInfo {
  Buffer buffer = Buffer::none;
  Bytes capacity; ///< bytes
  Bytes initial;  ///< bytes held at time 0

  friend bool operator==(const BufferInfo&, const BufferInfo&) = default;
};

/// A figure of a real run: its path in the results, its value (nothing where it is not known) and
/// its evidence: "measured", "derived", "inferred" or "unavailable: ERRNO".
struct Observation {
  std::string path;
  std::optional<std::int64_t> value;
  std::string evidence;

  friend bool operator==(const Observation&, const Observation&) = default;
};

/// What was observed beside the figures: a number, a word, or nothing where it could not be read.
struct Fact {
  using Value = std::variant<std::monostate, std::int64_t, std::string>;

  std::string path; ///< "sender.page_faults.minor", "zero_copy.copied"
  Value value;

  friend bool operator==(const Fact&, const Fact&) = default;
};

/// Whether a trace has every row of its run.
struct Whole {
  bool start = true, end = true; ///< false: cut there
  std::int64_t lost = 0;         ///< rows in between that are missing

  friend bool operator==(const Whole&, const Whole&) = default;
};

namespace file {
struct Extras; // sim/trace/file/extras.h
}

/// Texts that rows have, and which rows: in order, each with its text's place.
struct RowTexts {
  std::vector<std::string> names;
  std::vector<std::pair<SpanId, std::uint32_t>> rows;
};

struct Header {
  scenario::Scenario scenario; ///< empty for a run that comes from none
  std::string case_id;         ///< a case of the scenario, where there is one
  std::string method;          ///< empty where none is known
  Source source = Source::simulated;
  std::string level;   ///< of the model: "textbook", "linux"; empty where no model made it
  std::string title;   ///< of a run without a scenario, in whatever language; may be empty
  std::string program; ///< what made it, with its version: "copyscope 0.1.0"; may be empty
  /// How long what is told of took, where that is not the trace's end: the last acknowledgement, or
  /// the end of a mapping, may come later. Of a run that is simulated at the level `linux` it is
  /// known at its end: when the last call has returned and the last byte has arrived.
  std::optional<Time> duration;
  std::vector<BufferInfo> buffers;       ///< those that the method has, in the order of the path
  std::vector<Observation> observations; ///< empty for a simulated trace
  std::vector<Fact> facts;               ///< of a real run, in its own order
  std::vector<std::pair<std::string, std::string>> environment; ///< kernel, CPU, path …; real only
  Whole whole;
  std::shared_ptr<const file::Extras> extras; ///< what only a newer program knows; null: nothing
  std::shared_ptr<const RowTexts>
      other_kinds; ///< what those of rows of the kind `other` are called

  /// Whether it is the run of a scenario's case. An observed or an imported one is of none: then
  /// there is no workload, no machine of the model and no lesson.
  bool has_case() const { return scenario.find(case_id) != nullptr; }
  /// Only where there is one; throws std::logic_error.
  const scenario::Case& current_case() const;
  /// What the run is called among others: the case's id, or "run".
  std::string id() const { return has_case() ? case_id : "run"; }
  /// Whether the duration is not known yet, and is at the end of the run the later of the last
  /// call's return and the last byte's arrival. So it is at the level `linux`, where the kernel
  /// tidies up for a while after that; without mechanisms that is the textbook's run, to the last
  /// row.
  bool ends_on_arrival() const;
  /// Of the model that made it; textbook where none did.
  scenario::Fidelity fidelity() const;

  friend bool operator==(const Header&, const Header&) = default;
};

} // namespace copyscope::trace

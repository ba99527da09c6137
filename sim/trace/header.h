// What a trace knows of itself: the whole scenario, which case and method, who made it, and, for a
// real run, what was observed beside the spans and on what evidence.
#pragma once

#include "sim/scenario/scenario.h"
#include "sim/trace/span.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::trace {

enum class Source { simulated, real };

std::string_view name_of(Source source); ///< "simulated", "real"

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

/// Whether a trace has every row of its run.
struct Whole {
  bool start = true, end = true; ///< false: cut there
  std::int64_t lost = 0;         ///< rows in between that are missing

  friend bool operator==(const Whole&, const Whole&) = default;
};

namespace file {
struct Extras; // sim/trace/file/extras.h
}

struct Header {
  scenario::Scenario scenario;
  std::string case_id; ///< a case of the scenario
  std::string method;
  Source source = Source::simulated;
  std::vector<BufferInfo> buffers;       ///< those that the method has, in the order of the path
  std::vector<Observation> observations; ///< empty for a simulated trace
  std::vector<std::pair<std::string, std::string>> environment; ///< kernel, CPU, path …; real only
  Whole whole;
  std::shared_ptr<const file::Extras> extras; ///< what only a newer program knows; null: nothing

  const scenario::Case& current_case() const;

  friend bool operator==(const Header&, const Header&) = default;
};

} // namespace copyscope::trace

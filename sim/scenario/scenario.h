// A Scenario: what to send, over which machine, in which ways; and what the lesson says about it.
//
// This is the validated value. load.h makes it from TOML and refuses what is wrong with its place;
// everything after it may rely on the ranges written here. Each Case carries its own workload and
// machine, with the preset, the scenario's overrides and its own already applied.
#pragma once

#include "sim/scenario/document/text.h"
#include "sim/scenario/machine_parameters.h"
#include "sim/units/quantity.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace copyscope::scenario {

/// The share of the file that the page cache holds at the start, as the exact decimal that was
/// written: 0 (cold) to 1 (warm).
struct Residency {
  Decimal fraction;

  friend bool operator==(const Residency&, const Residency&) = default;
};

constexpr std::int64_t page_size = 4096; ///< bytes; the model's page (MODEL.md)

struct Workload {
  Bytes file_size{0};       ///< 0 to 2^48 bytes
  Bytes chunk{64 * 1024};   ///< bytes a call, 1 to 2^48
  Residency page_cache;     ///< resident prefix of the file
  std::int64_t clients = 1; ///< 1 to 16384; 1 at the textbook level

  friend bool operator==(const Workload&, const Workload&) = default;
};

/// R = min(S, 4096 × floor(f × ceil(S / 4096) + 0.5)): the resident prefix in bytes.
Bytes resident_prefix(const Workload& workload);

/// Where an expectation, a narration or a question binds to what happens: the start, the end, or
/// the nth row that fits the pattern.
struct Moment {
  enum class When { start, end, event };

  When when = When::start;
  std::string kind; ///< a row kind's name; for `event` only
  std::optional<std::string> name, source, target;
  std::optional<std::int64_t> client;
  std::int64_t nth = 1; ///< counts from 1

  friend bool operator==(const Moment&, const Moment&) = default;
};

/// `figure relation value`: copies.cpu = 0, duration < 1 ms.
struct Expectation {
  enum class Relation { less, at_most, equal, at_least, greater };

  std::string figure; ///< a path into the results, `duration` and `throughput` without suffix
  Relation relation = Relation::equal;
  /// A count, picoseconds or bytes as an integer; or an exact fraction for `cpu.utilization`; or
  /// bits a second for `throughput`.
  std::variant<std::int64_t, Decimal, Bandwidth> value;
  std::string written; ///< the value as the file has it, for messages: `"< 1 ms"`

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

struct Case {
  std::string id; ///< [a-z0-9-]+
  Text title;     ///< the id where the file gives none
  std::string method;
  Workload workload;
  Machine machine;
  std::vector<Expectation> expect;

  friend bool operator==(const Case&, const Case&) = default;
};

/// What a sentence of a lesson may name, and the picture then marks: parts of the machine (cpu,
/// disk, disk_dma, nic_dma, nic), buffers (page_cache …) and kinds of steps (cpu_copy …). A kind
/// means the row at the slide's moment, else the routes of that kind that are finished by then.
std::span<const std::string_view> parts_to_show(); ///< what a question may let one point at, too
std::span<const std::string_view> buffers_to_show();
std::span<const std::string_view> kinds_to_show();

/// Narration that appears when its moment is reached.
struct Narration {
  /// The run on its stage; or all cases side by side at their end, which goes with `at` the end.
  enum class View { stage, compare };

  std::string of_case;
  Moment at;
  std::vector<std::string> shows; ///< names of parts, buffers and kinds, each once
  View view = View::stage;
  Text text;

  friend bool operator==(const Narration&, const Narration&) = default;
};

/// Asked before the run reaches `at`. Answered by a choice, whose right one is a figure of the
/// results or an index; or by pointing at the part that acts in `point`.
struct Question {
  struct Choice {
    std::variant<std::int64_t, Text> says;
    std::optional<Text> mistake; ///< what whoever takes this wrong choice has mistaken

    friend bool operator==(const Choice&, const Choice&) = default;
  };

  std::string
      id; ///< [a-z0-9-]+, no other question's; "question-N", from 1, where the file has none
  std::string of_case;
  Moment at;
  Text ask;
  std::vector<Choice> choices;                      ///< empty where `point` is set
  std::variant<std::int64_t, std::string> answer{}; ///< an index into choices, or CASE.FIGURE
  std::optional<Moment> point;
  std::map<std::string, Text> mistakes; ///< by part: what whoever points at it has mistaken
  Text explain;
  std::vector<std::string> shows; ///< what the explanation names, as for a Narration

  friend bool operator==(const Question&, const Question&) = default;
};

/// The id of a question that the file gives none; `index` from 0.
std::string default_question_id(std::size_t index);

struct Scenario {
  std::string id;
  Text title;
  Text summary;
  std::vector<Case> cases; ///< at least one, ids unique
  std::vector<Narration> narrations;
  std::vector<Question> questions;

  /// The case of that id, or nullptr.
  const Case* find(std::string_view case_id) const;

  friend bool operator==(const Scenario&, const Scenario&) = default;
};

} // namespace copyscope::scenario

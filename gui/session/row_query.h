// What somebody looks for among the rows of a trace, made ready to be asked of ten million of them.
//
// A query is words, all of which have to fit a row:
//   copy, 复制      a kind, a crossing, a buffer, a lane or a line of the listing that says so
//   read            a call of that name, and what belongs to it
//   #12             the call of that number
//   4096, 64 KiB    a row whose bytes hold that offset of the file
#pragma once

#include "sim/trace/trace.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class RowQuery {
public:
  RowQuery() = default;
  /// `trace` must outlive it.
  RowQuery(std::string_view text, const trace::Trace& trace);

  bool is_empty() const { return words_.empty(); }
  bool matches(const trace::Span& span) const;
  /// Kinds outside of these cannot match.
  trace::KindSet kinds() const { return kinds_; }
  /// An offset that every match holds, if there is one: the trace's index knows its rows.
  const std::optional<std::uint64_t>& offset() const { return offset_; }

private:
  struct Word {
    trace::KindSet kinds = 0;
    std::vector<bool> names, labels, lanes; ///< by id
    std::bitset<16> buffers;
    std::optional<std::uint64_t> offset;
    std::optional<std::uint32_t> call;

    bool matches(const trace::Span& span, trace::StringId label) const;
    bool says_only_kinds() const;
  };
  void add_number(std::uint64_t offset);
  void add_call(std::string_view digits);
  void add_text(const std::string& text, const trace::Trace& trace);

  const trace::Trace* trace_ = nullptr; ///< the one that is searched
  std::vector<Word> words_;
  trace::KindSet kinds_ = trace::all_kinds;
  std::optional<std::uint64_t> offset_;
};

} // namespace copyscope::gui

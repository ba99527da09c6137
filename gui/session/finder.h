// Finding rows: what is looked for, how many there are, and which comes next.
//
//   finder.set_trace(trace);
//   finder.set_text("cpu copy");
//   finder.seek(here, true);                       // the next one after a row
//   while (finder.work(50'000)) {}                 // the window: until its time is used up
//   if (auto row = finder.take_found()) go_to(*row);
//
// Plain state. Rows are counted in slices of a few thousand, from where one looks on, so that ten
// million never hold up a frame; the trace's indexes are asked first (kinds, offsets).
#pragma once

#include "gui/session/row_query.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::gui {

class Finder {
public:
  static constexpr std::uint32_t block = 4096; ///< rows counted at once

  void open() { is_open_ = true; }
  void close();
  bool is_open() const { return is_open_; }

  /// Another trace is searched from its start; the text stays.
  void set_trace(std::shared_ptr<const trace::Trace> trace);
  /// `from`: the row at which counting begins.
  void set_text(std::string text, trace::SpanId from = 0);
  const std::string& text() const { return text_; }
  bool has_query() const { return trace_ && !query_.is_empty(); }

  /// Looks for the match after that row, or before it, and round again; take_found() has it then.
  void seek(trace::SpanId from, bool forward);
  std::optional<trace::SpanId> take_found();
  /// There is no match at all; known only after all rows were counted.
  bool found_nothing() const { return has_query() && !is_counting() && matches_ == 0; }

  /// Looks at about so many rows. True while there is more to do.
  bool work(std::uint64_t rows);
  bool is_working() const { return is_counting() || sought_.has_value(); }
  double progress() const;                          ///< 0 … 1
  std::int64_t matches() const { return matches_; } ///< counted so far
  /// Which match a row is, from 1; nothing where it is none, or rows before it are not counted yet.
  std::optional<std::int64_t> number_of(trace::SpanId row) const;
  bool is_match(trace::SpanId row) const;

private:
  struct Sought {
    trace::SpanId from = 0;
    bool forward = true;
    std::size_t blocks = 0; ///< looked through
  };
  static constexpr std::int32_t unknown = -1;

  void restart(trace::SpanId from);
  void take_from_index();
  bool is_counting() const { return counted_ < counts_.size(); }
  std::int32_t count(std::size_t block);
  void count_next();
  bool look_further();
  std::size_t blocks_away(std::size_t blocks) const;
  std::optional<trace::SpanId> match_in(std::size_t block, trace::SpanId low, trace::SpanId high,
                                        bool forward) const;

  bool is_open_ = false;
  std::shared_ptr<const trace::Trace> trace_;
  std::string text_;
  RowQuery query_;
  std::vector<std::int32_t> counts_; ///< matches by block, or unknown
  std::size_t counted_ = 0;          ///< blocks that are known
  std::size_t next_ = 0;             ///< the block that is counted next
  std::int64_t matches_ = 0;
  std::optional<Sought> sought_;
  std::optional<trace::SpanId> found_;
};

} // namespace copyscope::gui

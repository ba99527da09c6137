// A part of the stage looked at closely, without moving time: what it holds now, what it does now,
// what it has done so far, and its rows around this moment. Plain state.
//
//   inspector.settle(trace, "page_cache");
//   while (inspector.work(100'000)) {}
//   const Inspection seen = inspector.at(cursor);
#pragma once

#include "figure/stage/stage_state.h"
#include "gui/session/part_rows.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

struct Inspection {
  enum class Doing : unsigned char {
    not_begun,
    finished,
    works, ///< on `row`
    calls, ///< a process in the kernel, `call`
    waits, ///< a process in `call`
    runs,  ///< a process in user mode
    free,
    keeps,  ///< a buffer at rest that holds something
    empty,  ///< one that does not
    absent, ///< a machine without it
    unseen  ///< a real run's inside
  };
  Doing doing = Doing::not_begun;
  trace::SpanId row = trace::no_span; ///< that it works on, or has just done
  std::string call;

  std::optional<trace::Range> holds; ///< bytes of the file; nothing: none, or no buffer
  std::int64_t mapped = 0;           ///< bytes of the page cache that are seen through it
  std::int64_t refers = 0;           ///< bytes that what lies in it stands for
  bool is_buffer = false;

  PartRows::Sums so_far, all;
  std::vector<trace::SpanId> rows;    ///< around the moment, in order
  trace::SpanId now = trace::no_span; ///< of these, the last that has begun; or none
};
std::string_view name_of(Inspection::Doing doing); ///< "works"

class Inspector {
public:
  /// An empty part: nothing is inspected.
  /// `front`: of several flows, the one that is in front.
  void settle(std::shared_ptr<const trace::Trace> trace, const std::string& part,
              trace::FlowId front = 0);
  bool work(std::uint64_t rows) { return rows_.work(rows); }
  bool is_working() const { return rows_.is_working(); }
  bool is_open() const { return trace_ && !part_.empty(); }
  const std::string& part() const { return part_; }

  /// Where is_open(); its sums and rows once nothing is left to do.
  Inspection at(trace::Cursor cursor) const;
  /// Its first row that has not begun then, or no_span.
  trace::SpanId next(trace::Cursor cursor) const { return rows_.next(cursor.begun); }

  static constexpr std::size_t most_rows = 5;

private:
  void add_holding(Inspection& seen, const figure::StageState& state) const;
  void add_doing(Inspection& seen, const figure::StageState& state) const;
  void add_process(Inspection& seen, const figure::StageState& state) const;
  void add_rows(Inspection& seen, trace::Cursor cursor) const;

  std::shared_ptr<const trace::Trace> trace_;
  std::string part_;
  trace::FlowId front_ = 0;
  PartRows rows_;
};

} // namespace copyscope::gui

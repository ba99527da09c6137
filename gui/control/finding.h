// Finding rows, playing on to one as a debugger does, and the table of all rows.
#pragma once

#include "gui/control/shared.h"
#include "gui/session/finder.h"
#include "gui/session/row_table.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace copyscope::gui {

class Finding {
public:
  explicit Finding(Shared& shared) : shared_(shared) {}

  Handlers actions();

  void type(const std::string& text, bool entered); ///< what is looked for
  void find_close();
  void settle();
  void work(std::uint64_t budget);
  bool is_working() const { return finder_.is_working() || rows_.order().is_working(); }

  const Finder& finder() const { return finder_; }
  const RowTable& rows() const { return rows_; }
  RowTable& rows() { return rows_; }

private:
  void find();
  void find_on();
  void find_back();
  void seek_match(bool forward);
  void stop_at(const Action& action);
  trace::SpanId next_stop(std::string_view what) const;
  trace::SpanId next_return() const;
  void play_to(trace::SpanId row);
  void sort_rows(const Action& action);
  void row_on();
  void row_back();
  void row_beside(std::int64_t places);

  Shared& shared_;
  Finder finder_;
  RowTable rows_;
};

} // namespace copyscope::gui

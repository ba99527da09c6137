#include "sim/trace/file/whole_rows.h"

#include "sim/trace/trace.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <stdexcept>

namespace copyscope::trace::file {

namespace {

/// A bit for each place beyond those of one kind that the flow has an object at.
std::uint16_t further_places(const Flow& flow) {
  unsigned places = 0;
  for (std::size_t place = buffer_count; place < place_count; ++place)
    places |= (flow.objects[place] != no_object ? 1u : 0u) << place;
  return static_cast<std::uint16_t>(places);
}

/// As far as it says; what is wrong with that is told where they are read.
std::uint64_t end_of_rows(const Section& section) {
  const auto table = section.meta.find("rows");
  if (table == section.meta.end()) return 0;
  try {
    const ColumnReader reader(*table, section.columns);
    return reader.first() + reader.count();
  } catch (const Damaged&) {
    return 0;
  }
}

} // namespace

WholeRows::WholeRows(Directory& directory, const LoadedTables& loaded)
    : directory_(directory), ends_(loaded.ends), bounds_(loaded.bounds()) {
  for (const Flow& flow : loaded.tables.flows)
    further_places_.push_back(further_places(flow));
  for (const Lane& lane : loaded.tables.lanes)
    lane_kinds_.push_back(lane.kind);
}

WholeRows::Part WholeRows::read(const Section& section) {
  const auto table = section.meta.find("rows");
  Part part;
  if (table != section.meta.end()) part = read(section, *table);
  next_segment_ = section.head.number + 1;
  return part;
}

WholeRows::Part WholeRows::read(const Section& section, const Json& table) {
  std::string which = "rows";
  try {
    ColumnReader reader(table, section.columns);
    const std::uint64_t first = reader.first(), end = first + reader.count();
    tell_missing(first, section.head.number);
    told_ = std::max(told_, end);
    which = fmt::format("rows {} to {}", first + 1, std::max(first + 1, end));
    ReadRows read = read_rows(reader, bounds_);
    amend(first, read.rows);
    check(first, read.rows);
    course_ = followed(first, read.rows);
    return taken(first, std::move(read));
  } catch (const Damaged& damaged) {
    directory_.complain(
        fmt::format("segment {}, {}, left out: {}", section.head.number, which, damaged.what));
  }
  return {};
}

// Ends that were told after the rows.
void WholeRows::amend(std::uint64_t first, std::vector<Span>& rows) const {
  auto at = std::lower_bound(ends_.begin(), ends_.end(), first,
                             [](const auto& each, std::uint64_t row) { return each.first < row; });
  for (; at != ends_.end() && at->first < first + rows.size(); ++at) {
    Span& row = rows[at->first - first];
    if (at->second < row.begin) throw Damaged{"a row that ends before it begins"};
    row.end = at->second;
  }
}

void WholeRows::check(std::uint64_t first, const std::vector<Span>& rows) const {
  if (rows.empty()) return;
  if (first < next_) throw Damaged{"rows with these numbers were there before"};
  if (rows.size() >= no_span - 1 - size_) throw Damaged{"more rows than a trace can have"};
  Time last = last_begin_;
  std::uint64_t number = first;
  for (const Span& row : rows) {
    if (row.begin < last) throw Damaged{"rows that are not in order of begin"};
    last = row.begin;
    if (row.cause != no_span && row.cause >= number)
      throw Damaged{fmt::format("row {}: its cause comes after it", number + 1)};
    for (const Buffer place : {Buffer(row.source), Buffer(row.target)})
      if (static_cast<int>(place) >= buffer_count && row.flow != no_flow &&
          (further_places_[row.flow] >> static_cast<int>(place) & 1) == 0)
        throw Damaged{"a row names a place that its flow does not have"};
    ++number;
  }
}

// What only the rows before can tell: whether those on a CPU nest, and what index and sums can
// bear.
WholeRows::Course WholeRows::followed(std::uint64_t first, const std::vector<Span>& rows) const {
  constexpr std::uint64_t most_bytes = (std::uint64_t{1} << 62) - 1; // of all rows together
  Course course = course_;
  SpanId id = size_;
  std::uint64_t number = first;
  for (const Span& row : rows) {
    ++number;
    if (id % Trace::checkpoint_rows == 0) count_under_way(course, row.begin);
    if (row.end > row.begin) course.ends.push_back(row.end);
    if (row.bytes > most_bytes - course.bytes)
      throw Damaged{"more than 2^62 bytes in all rows together"};
    course.bytes += row.bytes;
    try {
      course.nesting.begin(id, row, lane_kinds_[row.lane]);
    } catch (const std::logic_error&) {
      throw Damaged{
          fmt::format("row {} ends after the row on its CPU within which it began", number)};
    }
    ++id;
  }
  return course;
}

void WholeRows::count_under_way(Course& course, Time now) const {
  constexpr std::size_t most_at_checkpoints = std::size_t{1} << 28;
  // Each task's call, wait, copy and transfer; each flow's bytes on the wire.
  const std::size_t most =
      8 * (bounds_.tasks + bounds_.lanes + std::min<std::size_t>(bounds_.flows, 65536)) + 2000;
  std::erase_if(course.ends, [now](Time end) { return end <= now; });
  course.under_way += course.ends.size();
  if (course.ends.size() > most || course.under_way > most_at_checkpoints)
    throw Damaged{"far more rows are under way at once than there are tasks and flows"};
}

WholeRows::Part WholeRows::taken(std::uint64_t first, ReadRows read) {
  Part part;
  if (read.rows.empty()) return part;
  part.rows = std::move(read.rows);
  if (first > next_) {
    part.lost = first - next_;
    part.rows.insert(part.rows.begin(), stand_in(part.lost, part.rows.front().begin));
    ++size_;
  }
  const std::span<Span> rows = std::span(part.rows).subspan(part.lost == 0 ? 0 : 1);
  name_causes(first, rows);
  const auto in_trace = [&](const ReadRows::Unknown& unknown, ReadRows::Unknown& put) {
    for (const auto& [row, text] : unknown)
      put.emplace_back(size_ + row, text);
  };
  in_trace(read.kinds, part.kinds);
  in_trace(read.evidences, part.evidences);
  for (const Span& row : rows)
    if (row.end != Span::open) last_end_ = std::max(last_end_, row.end);
  last_begin_ = rows.back().begin;
  next_ = first + rows.size();
  size_ += static_cast<SpanId>(rows.size());
  return part;
}

// It spans where they were: from the row before them to the one after. Of whom they told nobody
// knows.
Span WholeRows::stand_in(std::uint64_t rows, Time end) {
  Span lost;
  lost.kind = Kind::lost;
  lost.begin = last_begin_;
  lost.end = end;
  lost.bytes = rows;
  lost.flow = no_flow;
  lost.evidence = Evidence::inferred;
  lost.soft_begin = lost.soft_end = true;
  lost_ += rows;
  return lost;
}

// Rows that no segment which is there was left out with. Sections that are not known have numbers
// too.
void WholeRows::tell_missing(std::uint64_t to, std::uint32_t before) {
  const std::uint64_t from = std::max(next_, told_);
  if (from >= to) return;
  const auto is_other = [&](std::uint32_t number) {
    return std::any_of(directory_.others.begin(), directory_.others.end(),
                       [&](const Section& each) { return each.head.number == number; });
  };
  std::uint32_t first = next_segment_, end = before;
  while (first < end && is_other(first))
    ++first;
  while (first < end && is_other(end - 1))
    --end;
  const std::string rows = fmt::format("rows {} to {}, left out", from + 1, to);
  if (first >= end)
    directory_.complain(rows + ": the file does not have them");
  else if (first + 1 == end)
    directory_.complain(fmt::format("segment {}, {}: it is missing", first, rows));
  else
    directory_.complain(
        fmt::format("segments {} to {}, {}: they are missing", first, end - 1, rows));
}

void WholeRows::name_causes(std::uint64_t first, std::span<Span> rows) {
  if (shown_.empty() || shown_.back().first + shown_.back().count != first)
    shown_.push_back({first, 0, size_});
  shown_.back().count += rows.size();
  const bool all_are_there = shown_.size() == 1 && shown_.front().first == 0;
  if (all_are_there) return;
  for (Span& row : rows)
    if (row.cause != no_span) row.cause = shown_as(row.cause);
}

SpanId WholeRows::shown_as(std::uint64_t row) const {
  const auto after = std::upper_bound(shown_.begin(), shown_.end(), row,
                                      [](std::uint64_t r, const Shown& s) { return r < s.first; });
  if (after == shown_.begin()) return no_span;
  const Shown& shown = *std::prev(after);
  return row - shown.first < shown.count ? shown.as + static_cast<SpanId>(row - shown.first)
                                         : no_span;
}

WholeRows::Part WholeRows::rest() {
  std::uint64_t rows = told_;
  std::uint32_t last = next_segment_;
  for (const Section& each : directory_.segments) // those that were not read among them
    rows = std::max(rows, end_of_rows(each));
  const bool all_were_read =
      directory_.segments.empty() || directory_.segments.back().head.number < next_segment_;
  if (directory_.footer.is_object()) {
    const auto said = directory_.footer.find("rows");
    if (said != directory_.footer.end() && said->is_number_unsigned())
      rows = std::max(rows, std::min<std::uint64_t>(said->get<std::uint64_t>(), no_span));
    last = directory_.footer_number;
  }
  if (all_were_read) tell_missing(rows, std::max(last, next_segment_));
  if (rows <= next_ || bounds_.lanes == 0) return {};
  const std::uint64_t missing = rows - next_;
  return {missing, {stand_in(missing, end())}, {}, {}};
}

Time WholeRows::end() const {
  const Time end = std::max(last_begin_, last_end_);
  return std::max(end, time_told(directory_.footer, "end").value_or(end));
}

} // namespace copyscope::trace::file

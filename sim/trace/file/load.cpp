// Rows of a file into a TraceBuilder, segment by segment.
#include "sim/trace/file/load.h"

#include "sim/trace/builder.h"
#include "sim/trace/file/load_tables.h"
#include "sim/trace/json.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace copyscope::trace {

namespace {

using namespace file;

constexpr std::int64_t most_bytes = (std::int64_t{1} << 62) - 1; // of all rows together
constexpr std::size_t most_complaints = 20;
constexpr double share_of_tables = 0.2; // of the time that loading takes

/// A row that breaks a rule of TraceSink, or of what the index can bear: nothing after it is taken.
struct BrokenRow {
  SpanId row = 0; ///< of the trace
  std::string rule;
};

class RowLoader {
public:
  RowLoader(const Directory& directory, LoadedTables loaded, const Loading& how)
      : directory_(directory), loaded_(std::move(loaded)), how_(how), bounds_(loaded_.bounds()),
        builder_(how.memory), complaints_(directory.complaints), extras_(loaded_.extras) {
    for (const Flow& flow : loaded_.tables.flows)
      further_places_.push_back(further_places(flow));
  }

  /// The first `most` rows. Throws BrokenRow.
  Loaded run(SpanId most) {
    most_ = most;
    builder_.start(loaded_.header, std::move(loaded_.tables));
    read_segments();
    lose_at_end();
    Header header = loaded_.header;
    lose(header, lost_);
    if (!directory_.footer.is_object() || most != no_span) header.whole.end = false;
    header.extras = kept();
    builder_.revise(header);
    builder_.finish(end_of_run());
    return {builder_.take(), std::move(complaints_), names_of(*extras_), directory_.program};
  }

private:
  /// Rows of the file that stand together in the trace: not where they stood, once some are
  /// missing.
  struct Shown {
    std::uint64_t first = 0, count = 0; ///< in the file
    SpanId as = 0;                      ///< in the trace
  };

  /// A bit for each place beyond those of one kind that the flow has an object at.
  static std::uint16_t further_places(const Flow& flow) {
    unsigned places = 0;
    for (std::size_t place = buffer_count; place < place_count; ++place)
      places |= (flow.objects[place] != no_object ? 1u : 0u) << place;
    return static_cast<std::uint16_t>(places);
  }

  void complain(std::string sentence) {
    if (complaints_.size() < most_complaints) complaints_.push_back(std::move(sentence));
  }

  /// A segment's rows, as far as they can be told without those before them.
  struct Unpacked {
    std::string which = "rows"; ///< in a complaint
    std::uint64_t first = 0;    ///< in the file
    ReadRows read;
    std::string damage = {}; ///< where it cannot be taken
  };

  void read_segments();
  Unpacked unpacked(const Section& section) const;
  void take(const Section& section, Unpacked& unpacked);
  void check(const std::vector<Span>& rows) const;
  void amend(std::uint64_t first, std::vector<Span>& rows) const;
  void stand_for_lost(std::uint64_t rows, Time begin);
  SpanId shown_as(std::uint64_t row) const;
  void feed(std::uint64_t first, std::vector<Span>& rows);
  void add(const Span& row);
  void lose_at_end();
  std::shared_ptr<const Extras> kept() const;
  Time end_of_run() const;

  const Directory& directory_;
  LoadedTables loaded_; ///< its tables are the builder's
  const Loading& how_;
  Bounds bounds_;
  std::vector<std::uint16_t> further_places_; ///< by flow
  TraceBuilder builder_;
  std::vector<std::string> complaints_;
  std::shared_ptr<Extras> extras_;
  SpanId most_ = no_span;
  std::uint64_t next_ = 0;   ///< row of the file
  std::vector<Shown> shown_; ///< one entry while nothing is missing
  std::uint64_t lost_ = 0;
  std::int64_t bytes_ = 0;
  std::size_t under_way_ = 0; ///< summed over checkpoints
  Time last_begin_, last_end_;
};

// While a segment's rows are added, those of the next are unpacked.
void RowLoader::read_segments() {
  const std::vector<Section>& segments = directory_.segments;
  Unpacked next;
  std::future<void> ready; // waited for before what it fills is gone, whatever is thrown
  const auto begin = [&](std::size_t i) {
    const auto work = [this, &next, &section = segments[i]] { next = unpacked(section); };
    if (how_.beside && segments.size() > 1)
      ready = how_.beside(work);
    else
      work();
  };
  for (std::size_t i = 0; i < segments.size() && builder_.size() < most_; ++i) {
    if (how_.progress)
      how_.progress(share_of_tables + (1 - share_of_tables) * static_cast<double>(i) /
                                          static_cast<double>(segments.size()));
    if (i == 0) begin(0);
    if (ready.valid()) ready.get();
    Unpacked now = std::exchange(next, {});
    const bool goes_on = i + 1 < segments.size() && builder_.size() + now.read.rows.size() < most_;
    if (goes_on) begin(i + 1);
    take(segments[i], now);
  }
}

RowLoader::Unpacked RowLoader::unpacked(const Section& section) const {
  Unpacked result;
  const auto table = section.meta.find("rows");
  if (table == section.meta.end()) return result;
  try {
    ColumnReader reader(*table, section.columns);
    result.first = reader.first();
    result.which = fmt::format("rows {} to {}", reader.first(),
                               reader.first() + std::max<std::size_t>(reader.count(), 1) - 1);
    result.read = read_rows(reader, bounds_);
    amend(result.first, result.read.rows);
    check(result.read.rows);
  } catch (const Damaged& damaged) {
    result.damage = damaged.what;
  }
  return result;
}

void RowLoader::take(const Section& section, Unpacked& unpacked) {
  std::vector<Span>& rows = unpacked.read.rows;
  if (unpacked.damage.empty() && !rows.empty()) {
    if (unpacked.first < next_)
      unpacked.damage = "rows with these numbers were there before";
    else if (rows.front().begin < last_begin_)
      unpacked.damage = "rows that are not in order of begin";
  }
  if (!unpacked.damage.empty())
    return complain(fmt::format("segment {}, {}, left out: {}", section.head.number, unpacked.which,
                                unpacked.damage));
  if (rows.empty()) return;
  if (unpacked.first > next_) stand_for_lost(unpacked.first - next_, rows.front().begin);
  for (const auto& [row, kind] : unpacked.read.kinds)
    extras_->kinds.rows.emplace_back(builder_.size() + row, kind);
  for (const auto& [row, evidence] : unpacked.read.evidences)
    extras_->evidences.rows.emplace_back(builder_.size() + row, evidence);
  feed(unpacked.first, rows);
}

void RowLoader::check(const std::vector<Span>& rows) const {
  Time last;
  for (const Span& row : rows) {
    if (row.begin < last) throw Damaged{"rows that are not in order of begin"};
    last = row.begin;
    for (const Buffer place : {Buffer(row.source), Buffer(row.target)})
      if (static_cast<int>(place) >= buffer_count && row.flow != no_flow &&
          (further_places_[row.flow] >> static_cast<int>(place) & 1) == 0)
        throw Damaged{"a row names a place that its flow does not have"};
  }
}

// Ends that were told after the rows.
void RowLoader::amend(std::uint64_t first, std::vector<Span>& rows) const {
  auto at = std::lower_bound(loaded_.ends.begin(), loaded_.ends.end(), first,
                             [](const auto& each, std::uint64_t row) { return each.first < row; });
  for (; at != loaded_.ends.end() && at->first < first + rows.size(); ++at) {
    Span& row = rows[at->first - first];
    if (at->second < row.begin) throw Damaged{"a row that ends before it begins"};
    row.end = at->second;
  }
}

void RowLoader::stand_for_lost(std::uint64_t rows, Time begin) {
  Span lost;
  lost.kind = Kind::lost;
  lost.begin = lost.end = begin;
  lost.bytes = rows & 0xFFFFFFFF;
  lost.evidence = Evidence::measured;
  lost_ += rows;
  add(lost);
}

SpanId RowLoader::shown_as(std::uint64_t row) const {
  const auto after = std::upper_bound(shown_.begin(), shown_.end(), row,
                                      [](std::uint64_t r, const Shown& s) { return r < s.first; });
  if (after == shown_.begin()) return no_span;
  const Shown& shown = *std::prev(after);
  return row - shown.first < shown.count ? shown.as + static_cast<SpanId>(row - shown.first)
                                         : no_span;
}

void RowLoader::feed(std::uint64_t first, std::vector<Span>& rows) {
  const SpanId as = builder_.size();
  if (shown_.empty() || shown_.back().first + shown_.back().count != first)
    shown_.push_back({first, 0, as});
  shown_.back().count += rows.size();
  const bool all_are_there = shown_.size() == 1 && shown_.front().first == 0;
  SpanId id = as;
  for (Span& row : rows) {
    if (!all_are_there && row.cause != no_span) row.cause = shown_as(row.cause);
    if (row.cause != no_span && row.cause >= id) throw BrokenRow{id, "its cause comes after it"};
    if (id >= most_) break;
    add(row);
    ++id;
  }
  next_ = first + rows.size();
}

void RowLoader::add(const Span& row) {
  const SpanId id = builder_.size();
  constexpr std::size_t most_at_checkpoints = std::size_t{1} << 28;
  // Each task's call, wait, copy and transfer; each flow's bytes on the wire.
  const std::size_t most_under_way =
      8 * (bounds_.tasks + bounds_.lanes + std::min<std::size_t>(bounds_.flows, 65536)) + 2000;
  if (id % Trace::checkpoint_rows == 0) under_way_ += builder_.under_way();
  if (builder_.under_way() > most_under_way || under_way_ > most_at_checkpoints)
    throw BrokenRow{id, "far more rows are under way at once than there are tasks and flows"};
  const auto bytes = static_cast<std::int64_t>(row.bytes);
  if (bytes > most_bytes - bytes_) throw BrokenRow{id, "more than 2^62 bytes in all rows together"};
  bytes_ += bytes;
  try {
    builder_.add(row);
  } catch (const std::logic_error& error) {
    throw BrokenRow{id, error.what()};
  } catch (const OverflowError& error) {
    throw BrokenRow{id, error.what()};
  }
  last_begin_ = row.begin;
  if (row.end != Span::open) last_end_ = std::max(last_end_, row.end);
}

// What the footer, or a segment whose rows are damaged, says of rows that have not come.
void RowLoader::lose_at_end() {
  if (most_ != no_span) return;
  std::uint64_t rows = next_;
  try {
    for (const Section& each : directory_.segments)
      if (const auto table = each.meta.find("rows"); table != each.meta.end()) {
        const ColumnReader reader(*table, each.columns);
        rows = std::max(rows, reader.first() + reader.count());
      }
    if (directory_.footer.is_object())
      rows = std::max(rows, number_in(directory_.footer, "rows", 0, no_span));
  } catch (const Damaged&) {
    return; // told where the segment was read
  }
  if (rows > next_ && bounds_.lanes != 0) stand_for_lost(rows - next_, last_begin_);
}

// Rows with an unknown text name it by its number in the file's list; kept are the unknown ones
// alone.
template <class Meaning>
void keep_unknown(const std::vector<std::string>& texts, const std::vector<Meaning>& meanings,
                  Extras::Texts& kept) {
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    places.push_back(static_cast<std::uint32_t>(kept.names.size()));
    if (!meanings[i]) kept.names.push_back(texts[i]);
  }
  for (auto& [row, text] : kept.rows)
    text = places[text];
}

std::shared_ptr<const Extras> RowLoader::kept() const {
  extras_->rows = builder_.size();
  const bool divided_as_it_was = lost_ == 0 && most_ == no_span;
  if (!divided_as_it_was) extras_->segments.clear();
  keep_unknown(loaded_.texts.kinds, loaded_.meanings.kinds, extras_->kinds);
  keep_unknown(loaded_.texts.evidences, loaded_.meanings.evidences, extras_->evidences);
  return extras_->empty() ? nullptr : extras_;
}

Time RowLoader::end_of_run() const {
  Time end = std::max(last_begin_, last_end_);
  return std::max(end, time_told(directory_.footer, "end").value_or(end));
}

} // namespace

bool is_trace_file(std::string_view bytes) {
  return bytes.starts_with(magic);
}

Loaded load_file(std::string_view bytes, const std::string& name, const Loading& how) {
  const std::uint64_t wanted = how.rows == no_span ? ~std::uint64_t{0} : how.rows;
  Directory directory = read_directory(bytes, name, wanted);
  if (!directory.footer.is_object() && !directory.is_beginning)
    directory.complaints.push_back("the file has no end: the run, or what saved it, was cut short");
  for (SpanId most = how.rows;;) {
    try {
      Directory again = directory;
      const auto tell = [&how](double done) {
        if (how.progress) how.progress(share_of_tables * done);
      };
      LoadedTables tables = load_tables(again, name, tell, how.memory);
      return RowLoader(again, std::move(tables), how).run(most);
    } catch (const BrokenRow& broken) {
      if (broken.row >= most) refuse(name, broken.rule, "rows that a trace can hold");
      most = broken.row;
      directory.complaints.push_back(
          fmt::format("row {} and those after it are left out: {}", broken.row, broken.rule));
    } catch (const OverflowError& error) {
      refuse(name, error.what(), "a run of at most 106 days");
    }
  }
}

Loaded load_any(std::string_view bytes, const std::string& name, const Loading& how) {
  if (is_trace_file(bytes)) return load_file(bytes, name, how);
  return {load_json(bytes, name, how.memory, how.progress)};
}

} // namespace copyscope::trace

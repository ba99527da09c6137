// Rows of a file into a TraceBuilder, segment by segment.
#include "sim/trace/file/load.h"

#include "sim/trace/builder.h"
#include "sim/trace/file/whole_rows.h"
#include "sim/trace/json.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace copyscope::trace {

namespace {

using namespace file;

constexpr std::int64_t most_bytes = (std::int64_t{1} << 62) - 1; // of all rows together
constexpr double share_of_tables = 0.2;                          // of the time that loading takes

/// A row that breaks a rule of TraceSink, or of what the index can bear: nothing after it is taken.
struct BrokenRow {
  SpanId row = 0; ///< of the trace
  std::string rule;
};

class RowLoader {
public:
  RowLoader(Directory& directory, LoadedTables loaded, const Loading& how)
      : directory_(directory), loaded_(std::move(loaded)), how_(how), bounds_(loaded_.bounds()),
        whole_(directory, loaded_), builder_(how.memory), extras_(loaded_.extras) {}

  /// The first `most` rows. Throws BrokenRow.
  Loaded run(SpanId most) {
    most_ = most;
    builder_.start(loaded_.header, std::move(loaded_.tables));
    read_segments();
    if (most_ == no_span) take(whole_.rest());
    Header header = loaded_.header;
    lose(header, whole_.lost());
    if (!directory_.footer.is_object() || most != no_span) header.whole.end = false;
    header.extras = kept();
    builder_.revise(header);
    builder_.finish(whole_.end());
    return {builder_.take(), std::move(directory_.complaints), names_of(*extras_),
            directory_.program};
  }

private:
  void read_segments();
  void take(const WholeRows::Part& part);
  void add(const Span& row);
  std::shared_ptr<const Extras> kept() const;

  Directory& directory_;
  LoadedTables loaded_; ///< its tables are the builder's
  const Loading& how_;
  Bounds bounds_;
  WholeRows whole_;
  TraceBuilder builder_;
  std::shared_ptr<Extras> extras_;
  SpanId most_ = no_span;
  std::int64_t bytes_ = 0;
  std::size_t under_way_ = 0; ///< summed over checkpoints
};

// While a segment's rows are added, those of the next are unpacked.
void RowLoader::read_segments() {
  const std::vector<Section>& segments = directory_.segments;
  WholeRows::Part next;
  std::future<void> ready; // waited for before what it fills is gone, whatever is thrown
  const auto begin = [&](std::size_t i) {
    const auto work = [this, &next, &section = segments[i]] { next = whole_.read(section); };
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
    const WholeRows::Part now = std::exchange(next, {});
    const bool goes_on = i + 1 < segments.size() && builder_.size() + now.rows.size() < most_;
    if (goes_on) begin(i + 1);
    take(now);
  }
}

void RowLoader::take(const WholeRows::Part& part) {
  const auto keep = [](const ReadRows::Unknown& unknown, Extras::Texts& kept) {
    kept.rows.insert(kept.rows.end(), unknown.begin(), unknown.end());
  };
  keep(part.kinds, extras_->kinds);
  keep(part.evidences, extras_->evidences);
  for (const Span& row : part.rows) {
    if (builder_.size() >= most_) break;
    add(row);
  }
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
  const bool divided_as_it_was = whole_.lost() == 0 && most_ == no_span;
  if (!divided_as_it_was) extras_->segments.clear();
  keep_unknown(loaded_.texts.kinds, loaded_.meanings.kinds, extras_->kinds);
  keep_unknown(loaded_.texts.evidences, loaded_.meanings.evidences, extras_->evidences);
  return extras_->empty() ? nullptr : extras_;
}

} // namespace

bool is_trace_file(std::string_view bytes) {
  return bytes.starts_with(magic);
}

Loaded load_file(std::string_view bytes, const std::string& name, const Loading& how) {
  const std::uint64_t wanted = how.rows == no_span ? ~std::uint64_t{0} : how.rows;
  Directory directory = read_directory(bytes, name, wanted);
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

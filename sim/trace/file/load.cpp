// Rows of a file into a TraceBuilder, segment by segment.
#include "sim/trace/file/load.h"

#include "sim/trace/builder.h"
#include "sim/trace/file/whole_rows.h"
#include "sim/trace/json.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>
#include <utility>

namespace copyscope::trace {

namespace {

using namespace file;

constexpr double share_of_tables = 0.2; // of the time that loading takes

/// Sums that are too large for a trace: nothing from that segment on is taken.
struct TooMuch {
  std::size_t segment = 0; ///< place among those of the directory
  std::string rule;
};

class RowLoader {
public:
  RowLoader(Directory& directory, LoadedTables loaded, const Loading& how)
      : directory_(directory), loaded_(std::move(loaded)), how_(how), whole_(directory, loaded_),
        builder_(how.memory), extras_(loaded_.extras) {}

  /// Of the first `segments`. Throws TooMuch.
  Loaded run(std::size_t segments) {
    calls_ = loaded_.tables.calls.size();
    flows_ = loaded_.tables.flows.size();
    builder_.start(loaded_.header, std::move(loaded_.tables));
    read_segments(segments);
    if (how_.rows == no_span) take(whole_.rest());
    Header header = loaded_.header;
    lose(header, whole_.lost());
    if (!directory_.footer.is_object() || how_.rows != no_span) header.whole.end = false;
    header.extras = kept();
    if (header.extras && !header.extras->kinds.rows.empty())
      header.other_kinds = {header.extras, &header.extras->kinds};
    builder_.revise(header);
    builder_.finish(whole_.end());
    return {builder_.take(), std::move(directory_.complaints), names_of(*extras_),
            directory_.program};
  }

private:
  void read_segments(std::size_t segments);
  void take(const WholeRows::Part& part);
  std::shared_ptr<const Extras> kept() const;
  bool is_divided_as_it_was() const;

  Directory& directory_;
  LoadedTables loaded_; ///< its tables are the builder's
  std::size_t calls_ = 0, flows_ = 0;
  const Loading& how_;
  WholeRows whole_;
  TraceBuilder builder_;
  std::shared_ptr<Extras> extras_;
};

// While a segment's rows are added, those of the next are unpacked.
void RowLoader::read_segments(std::size_t segments) {
  WholeRows::Part next;
  std::future<void> ready; // waited for before what it fills is gone, whatever is thrown
  const auto begin = [&](std::size_t i) {
    const auto work = [this, &next, &section = directory_.segments[i]] {
      next = whole_.read(section);
    };
    if (how_.beside && segments > 1)
      ready = how_.beside(work);
    else
      work();
  };
  for (std::size_t i = 0; i < segments && builder_.size() < how_.rows; ++i) {
    if (how_.progress)
      how_.progress(share_of_tables +
                    (1 - share_of_tables) * static_cast<double>(i) / static_cast<double>(segments));
    if (i == 0) begin(0);
    if (ready.valid()) ready.get();
    const WholeRows::Part now = std::exchange(next, {});
    const bool goes_on = i + 1 < segments && builder_.size() + now.rows.size() < how_.rows;
    if (goes_on) begin(i + 1);
    try {
      take(now);
    } catch (const std::logic_error& error) {
      throw TooMuch{i, error.what()};
    } catch (const OverflowError& error) {
      throw TooMuch{i, error.what()};
    }
  }
}

void RowLoader::take(const WholeRows::Part& part) {
  const auto keep = [](const ReadRows::Unknown& unknown, RowTexts& kept) {
    kept.rows.insert(kept.rows.end(), unknown.begin(), unknown.end());
  };
  keep(part.kinds, extras_->kinds);
  keep(part.evidences, extras_->evidences);
  for (const Span& row : part.rows) {
    if (builder_.size() >= how_.rows) break;
    builder_.add(row);
  }
}

// Rows with an unknown text name it by its number in the file's list; kept are the unknown ones
// alone.
template <class Meaning>
void keep_unknown(const std::vector<std::string>& texts, const std::vector<Meaning>& meanings,
                  RowTexts& kept) {
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    places.push_back(static_cast<std::uint32_t>(kept.names.size()));
    if (!meanings[i]) kept.names.push_back(texts[i]);
  }
  for (auto& [row, text] : kept.rows)
    text = places[text];
}

// What a segment says that it has may have been left out, or be the same as another's.
bool RowLoader::is_divided_as_it_was() const {
  std::uint64_t rows = 0, calls = 0, flows = 0;
  for (const Extras::Segment& each : extras_->segments) {
    rows += each.rows;
    calls += each.calls;
    flows += each.flows;
  }
  return whole_.lost() == 0 && how_.rows == no_span && rows == builder_.size() && calls == calls_ &&
         flows == flows_;
}

std::shared_ptr<const Extras> RowLoader::kept() const {
  extras_->rows = builder_.size();
  if (!is_divided_as_it_was()) extras_->segments.clear();
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
  for (std::size_t segments = directory.segments.size();;) {
    try {
      Directory again = directory;
      const auto tell = [&how](double done) {
        if (how.progress) how.progress(share_of_tables * done);
      };
      LoadedTables tables = load_tables(again, name, tell, how.memory);
      return RowLoader(again, std::move(tables), how).run(segments);
    } catch (const TooMuch& much) {
      segments = much.segment;
      directory.complain(fmt::format("segment {} and those after it, left out: {}",
                                     directory.segments[segments].head.number, much.rule));
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

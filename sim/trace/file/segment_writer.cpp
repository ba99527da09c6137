#include "sim/trace/file/segment_writer.h"

#include <algorithm>
#include <numeric>

namespace copyscope::trace::file {

namespace {

const Json& none() {
  static const Json object = Json::object();
  return object;
}

} // namespace

void SegmentWriter::start(const Header& header) {
  extras_ = header.extras;
  run_ = write_run(header, extras_ ? extras_->run : none());
  for (int kind = 0; kind < kind_count; ++kind)
    texts_.kinds.emplace_back(name_of(static_cast<Kind>(kind)));
  for (int place = 0; place < buffer_count; ++place)
    texts_.places.emplace_back(name_of(static_cast<Buffer>(place)));
  for (int evidence = 0; evidence < evidence_count; ++evidence)
    texts_.evidences.emplace_back(name_of(static_cast<Evidence>(evidence)));
  if (!extras_) return;
  const auto append = [](std::vector<std::string>& texts, const RowTexts& kept) {
    texts.insert(texts.end(), kept.names.begin(), kept.names.end());
  };
  append(texts_.kinds, extras_->kinds);
  append(texts_.evidences, extras_->evidences);
}

// What tells the file from all others is what its first segment has.
void SegmentWriter::put_head(std::string_view meta, std::string_view columns) {
  FileHead head;
  head.program = COPYSCOPE_VERSION;
  head.id = id_ = sum_of(meta) * 31 + sum_of(columns);
  const std::string text = head.text();
  write_(text);
  at_ = text.size();
}

void SegmentWriter::put_section(std::string_view tag, const Json& meta, std::string_view columns) {
  std::string text = text_of(meta);
  text.resize(aligned(text.size()), ' ');
  if (number_ == 0) put_head(text, columns);
  SectionHead head;
  head.tag = tag;
  head.id = id_;
  head.number = number_++;
  head.meta_bytes = static_cast<std::uint32_t>(text.size());
  head.body_bytes = text.size() + columns.size();
  head.meta_sum = sum_of(text);
  std::string all = head.text();
  all.reserve(all.size() + head.body_bytes);
  all += text;
  all += columns;
  write_(all);
  section_bytes_ = all.size();
  at_ += all.size();
}

// The numbers that texts of rows have in the file: their own, or those that they were kept with.
TextNumbers SegmentWriter::numbers_of(std::span<const Span> rows) {
  TextNumbers numbers;
  for (const Span& row : rows) {
    numbers.kinds.push_back(static_cast<std::uint64_t>(row.kind));
    numbers.evidences.push_back(static_cast<std::uint64_t>(row.evidence));
  }
  if (!extras_) return numbers;
  const auto put_kept = [&](Values& values, int known, const RowTexts& kept, std::size_t& next) {
    for (; next < kept.rows.size() && kept.rows[next].first < row_ + rows.size(); ++next)
      values[kept.rows[next].first - row_] =
          static_cast<std::uint64_t>(known) + kept.rows[next].second;
  };
  put_kept(numbers.kinds, kind_count, extras_->kinds, next_kind_);
  put_kept(numbers.evidences, evidence_count, extras_->evidences, next_evidence_);
  return numbers;
}

void SegmentWriter::put_amendments(const Amendments& amendments, Json& meta,
                                   std::string& columns) const {
  if (!amendments.rows.empty()) {
    Values rows, ends;
    for (const auto& [row, end] : amendments.rows) {
      rows.push_back(row + std::uint64_t{1});
      ends.push_back(static_cast<std::uint64_t>(end.ps()));
    }
    ColumnWriter writer(columns);
    writer.put_deltas("row", rows);
    writer.put_deltas("end", ends);
    meta["amended_rows"] = writer.table(0, rows.size());
  }
  if (!amendments.calls.empty()) {
    Calls calls;
    Values numbers;
    for (const auto& [number, call] : amendments.calls) {
      numbers.push_back(number);
      calls.push_back(call);
    }
    ColumnWriter writer(columns);
    writer.put_deltas("call", numbers);
    meta["amended_calls"] = write_calls(calls, 0, calls.size(), writer);
  }
}

void SegmentWriter::put_extras(Json& meta, std::string& columns) const {
  const std::size_t at = parts_.size();
  if (!extras_ || at >= extras_->segments.size()) return;
  const Extras::Segment& kept = extras_->segments[at];
  for (const Extras::Table& table : kept.tables) {
    ColumnWriter writer(columns);
    for (const ColumnReader::Kept& column : table.columns)
      writer.put_kept(column.meta, column.stored);
    Json written = writer.table(0, 0)["columns"];
    if (table.members.is_null()) {
      for (Json& column : written)
        meta[table.name]["columns"].push_back(std::move(column));
    } else {
      meta[table.name] = table.members;
      meta[table.name]["columns"] = std::move(written);
    }
  }
  meta.update(kept.members);
  if (!kept.small_tables.empty()) meta["tables"].update(kept.small_tables);
}

// What the coarse index has of the rows.
void SegmentWriter::note(std::span<const Span> rows, const Amendments& amendments) {
  shares_.amend(amendments.rows);
  Part& part = parts_.back();
  part.rows = rows.size();
  if (rows.empty()) return;
  part.first_begin = rows.front().begin;
  part.last_begin = rows.back().begin;
  for (const Span& row : rows)
    part.last_end = std::max(part.last_end, row.end == Span::open ? row.begin : row.end);
  shares_.add(parts_.size() - 1, row_, rows);
}

void SegmentWriter::section(const Tables& tables, std::uint32_t calls, FlowId flows,
                            std::span<const Span> rows, const Amendments& amendments) {
  Json meta = Json::object();
  std::string columns;
  if (number_ == 0) meta["run"] = run_;
  Json additions = write_additions(tables, texts_, written_, extras_ ? extras_->entries : none());
  if (!additions.empty()) meta["tables"] = std::move(additions);
  if (flows > flows_) {
    std::vector<FlowId> which(flows - flows_);
    std::iota(which.begin(), which.end(), flows_);
    meta["flows"] = write_flows(tables.flows, which, ColumnWriter(columns));
    flows_ = flows;
  }
  if (calls > calls_) {
    meta["calls"] = write_calls(tables.calls, calls_, calls, ColumnWriter(columns));
    calls_ = calls;
  }
  if (!amendments.flows.empty()) {
    ColumnWriter writer(columns);
    Values numbers;
    for (const FlowId flow : amendments.flows)
      numbers.push_back(flow + std::uint64_t{1});
    writer.put_deltas("flow", numbers);
    meta["amended_flows"] = write_flows(tables.flows, amendments.flows, writer);
  }
  put_amendments(amendments, meta, columns);
  if (!rows.empty()) meta["rows"] = write_rows(rows, row_, numbers_of(rows), ColumnWriter(columns));
  put_extras(meta, columns);
  parts_.emplace_back();
  put_section(segment_tag, meta, columns);
  parts_.back().bytes = section_bytes_;
  parts_.back().at = at_ - section_bytes_;
  note(rows, amendments);
  row_ += static_cast<SpanId>(rows.size());
}

void SegmentWriter::segment(const Tables& tables, std::uint32_t calls, FlowId flows,
                            std::span<const Span> rows, const Amendments& amendments) {
  constexpr std::uint32_t most = most_rows;
  while (calls > calls_ + most || flows > flows_ + most)
    section(tables, std::min(calls, calls_ + most), std::min(flows, flows_ + most), {}, {});
  section(tables, calls, flows, rows, amendments);
}

void SegmentWriter::finish(Time end, std::optional<Time> duration) {
  shares_.finish(end);
  if (extras_)
    for (const Extras::Section& kept : extras_->sections)
      put_section(kept.tag, parse_meta(kept.meta), kept.columns);
  const std::uint64_t at = at_;
  std::string columns;
  const auto put = [](ColumnWriter& writer, std::string_view name, const auto& rows, auto get) {
    Values values;
    for (const auto& row : rows)
      values.push_back(static_cast<std::uint64_t>(get(row)));
    writer.put_deltas(name, values);
  };
  ColumnWriter parts(columns), lanes(columns);
  put(parts, "at", parts_, [](const Part& part) { return part.at; });
  put(parts, "bytes", parts_, [](const Part& part) { return part.bytes; });
  put(parts, "rows", parts_, [](const Part& part) { return part.rows; });
  put(parts, "first_begin", parts_, [](const Part& part) { return part.first_begin.ps(); });
  put(parts, "last_begin", parts_, [](const Part& part) { return part.last_begin.ps(); });
  put(parts, "last_end", parts_, [](const Part& part) { return part.last_end.ps(); });
  put(lanes, "segment", shares_.all(), [](const LaneShare& share) { return share.segment; });
  put(lanes, "lane", shares_.all(), [](const LaneShare& share) { return share.lane; });
  put(lanes, "rows", shares_.all(), [](const LaneShare& share) { return share.rows; });
  put(lanes, "busy", shares_.all(), [](const LaneShare& share) { return share.busy.ps(); });
  Json meta{{"end", end.ps()}, {"rows", row_}, {"calls", calls_}, {"flows", flows_}};
  if (duration) meta["duration"] = duration->ps();
  meta["segments"] = parts.table(0, parts_.size());
  meta["lanes"] = lanes.table(0, shares_.all().size());
  if (extras_) meta.update(extras_->footer);
  put_section(footer_tag, meta, columns);
  std::string last;
  put_u64(last, at);
  last += end_magic;
  write_(last);
}

} // namespace copyscope::trace::file

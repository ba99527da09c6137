#include "sim/trace/json_rows.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace copyscope::trace {

namespace {

constexpr std::int64_t largest_range = std::int64_t{1} << 48;
constexpr std::int64_t most_in_all = (std::int64_t{1} << 62) - 1;
constexpr std::int64_t most_calls = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t latest = Span::open.ps() - 1;

std::int64_t in(std::int64_t value, std::int64_t least, std::int64_t most) {
  if (value < least || value > most) throw Refused{fmt::format("{} to {}", least, most)};
  return value;
}

std::size_t index(std::int64_t value, std::size_t size) {
  if (size == 0) throw Refused{"no row: its list of names is empty"};
  return static_cast<std::size_t>(in(value, 0, static_cast<std::int64_t>(size) - 1));
}

/// What the builder does, with its complaints as refusals.
template <class Work> auto guarded(Work work) {
  try {
    return work();
  } catch (const std::exception& error) {
    throw Refused{std::string("what a trace can hold: ") + error.what()};
  }
}

std::string row_of_all() {
  return fmt::format("a row of {} values", column_names.size());
}

} // namespace

void JsonRows::start(const Header& header, std::int64_t flows) {
  builder_.start(header);
  flows_ = flows;
  if (header.source != Source::simulated) evidence_ = Evidence::measured;
  for (const Observation& each : header.observations)
    if (each.path == "inside_calls" && each.evidence == name_of(Evidence::inferred))
      infers_ = header.source == Source::real;
  is_of_clients_ = header.has_case();
  if (is_of_clients_) return; // the builder has described what its clients have
  for (std::int64_t i = 0; i < flows; ++i) {
    Flow flow;
    if (i < no_task) flow.task = builder_.task({"process" + std::to_string(i)});
    builder_.flow(flow);
  }
}

void JsonRows::add_lane(std::string_view text) {
  // The builder looks lanes up one by one, so their number is held near what a run has.
  if (lanes_.size() >= static_cast<std::size_t>(2 * flows_ + 2'000))
    throw Refused{"fewer lanes: a few for each client and CPU"};
  Lane lane = lane_named(text);
  if (lane.task >= std::min<std::int64_t>(flows_, no_task)) lane.task = no_task;
  lanes_.push_back({guarded([&] { return builder_.lane(lane); }), lane});
}

void JsonRows::add_name(std::string_view text) {
  names_.push_back(guarded([&] { return builder_.name(text); }));
}

void JsonRows::add_label(std::string_view text) {
  labels_.push_back(guarded([&] { return builder_.label(text); }));
}

void JsonRows::begin_row() {
  span_ = Span();
  span_.evidence = evidence_;
  label_ = 0;
  column_ = 0;
}

void JsonRows::integer(std::int64_t value) {
  switch (column_) {
  case begin_column:
    span_.begin = Time::from_ps(in(value, last_begin_.ps(), latest));
    break;
  case end_column:
    span_.end = Time::from_ps(in(value, span_.begin.ps(), latest));
    break;
  case lane_column:
    lane_ = &lanes_[index(value, lanes_.size())].lane;
    span_.lane = lanes_[static_cast<std::size_t>(value)].id;
    break;
  case client_column:
    span_.flow = static_cast<FlowId>(in(value, 0, flows_ - 1)) & no_flow;
    break;
  case call_column:
    span_.call = static_cast<std::uint32_t>(in(value, 0, most_calls));
    break;
  case offset_column:
    span_.offset = static_cast<std::uint64_t>(in(value, 0, largest_range));
    span_.has_range = true;
    break;
  case bytes_column:
    bytes(value);
    break;
  case name_column:
    span_.name = names_[index(value, names_.size())];
    break;
  case label_column:
    label_ = labels_[index(value, labels_.size())];
    break;
  default:
    wrong_type();
  }
  ++column_;
}

void JsonRows::bytes(std::int64_t value) {
  if (!span_.has_range) wrong_type();
  const auto offset = static_cast<std::int64_t>(span_.offset);
  span_.bytes = static_cast<std::uint64_t>(in(value, 0, largest_range - offset));
}

void JsonRows::string(std::string_view value) {
  const std::optional<Kind> kind = column_ == kind_column ? kind_named(value) : std::nullopt;
  const bool is_buffer = column_ == source_column || column_ == target_column;
  const std::optional<Buffer> buffer = is_buffer ? buffer_named(value) : std::nullopt;
  if (!kind && !buffer) wrong_type();
  if (kind) span_.kind = *kind;
  if (buffer && column_ == source_column) span_.source = *buffer;
  if (buffer && column_ == target_column) span_.target = *buffer;
  ++column_;
}

void JsonRows::null() {
  if (column_ == client_column) {
    span_.flow = no_flow;
    ++column_;
    return;
  }
  const bool no_range = (column_ == offset_column || column_ == bytes_column) && !span_.has_range;
  if (!no_range) wrong_type();
  ++column_;
}

void JsonRows::wrong_type() const {
  switch (column_) {
  case kind_column:
    throw Refused{"a kind of row, such as `\"cpu_copy\"`"};
  case source_column:
  case target_column:
    throw Refused{"a buffer, such as `\"page_cache\"`, or `\"\"`"};
  case offset_column:
    throw Refused{"an integer, or null"};
  case bytes_column:
    throw Refused{span_.has_range ? "an integer, as the offset" : "null, as the offset"};
  default:
    if (is_full()) throw Refused{row_of_all()};
    throw Refused{fmt::format("an integer for `{}`", column_names[column_])};
  }
}

void JsonRows::end_row() {
  if (!is_full()) throw Refused{row_of_all()};
  if (broken_) throw *broken_; // the parser has come to the row that the short way stopped at
  span_.set_way(span_.source, span_.target);
  last_begin_ = span_.begin;
  latest_end_ = std::max(latest_end_, span_.end);
  try {
    bound_bytes();
    bound_rows_under_way();
    guarded([&] {
      describe_call();
      say_who_acts();
      if (infers_) say_how_it_is_known();
      if (evidence_ == Evidence::model) span_.cause = causes_.of(builder_.size(), span_);
      return builder_.add(span_);
    });
  } catch (const Refused& refused) {
    broken_ = refused;
    throw;
  }
  if (told_ && builder_.size() % rows_untold == 0) told_(taken_);
}

// Calls are numbered anew: in the file each client may have counted its own. The label of a call is
// that of its rows.
void JsonRows::describe_call() {
  if (span_.call == 0) return;
  const std::uint64_t in_file = std::uint64_t{span_.flow} << 32 | span_.call;
  if (in_file != call_in_file_) {
    CallId& known = calls_[in_file];
    if (known == 0) {
      Call call;
      call.end = Time();
      call.label = label_;
      known = builder_.call(call);
    }
    call_in_file_ = in_file;
    call_ = known;
  }
  span_.call = call_;
}

// The file does not say it: a task's rows are on its own lane, and on a CPU all are its client's
// but those that interrupt it.
void JsonRows::say_who_acts() {
  if (lane_->kind == LaneKind::task)
    span_.task = lane_->task;
  else if (lane_->kind == LaneKind::cpu && is_of_clients_ && span_.kind != Kind::interrupt &&
           span_.flow < no_task)
    span_.task = static_cast<TaskId>(span_.flow);
}

// Of a real run the header says that what happens inside its calls is inferred. The calls of both
// ends are measured; that each of them enters the kernel and leaves it is derived.
void JsonRows::say_how_it_is_known() {
  if (span_.kind == Kind::syscall || span_.kind == Kind::receive || span_.kind == Kind::wait)
    return;
  const bool is_derived = span_.kind == Kind::mode_switch;
  span_.evidence = is_derived ? Evidence::derived : Evidence::inferred;
  span_.soft_begin = span_.soft_end = !is_derived;
}

void JsonRows::bound_bytes() {
  const std::int64_t bytes = span_.range().bytes.count();
  if (bytes > most_in_all - bytes_) throw Refused{"less than 2^62 bytes in all rows together"};
  bytes_ += bytes;
}

void JsonRows::bound_rows_under_way() {
  while (!ends_.empty() && ends_.top() <= span_.begin)
    ends_.pop();
  ends_.push(span_.end);
  // Each client's call, wait, copy and transfer; some for disk, network card and CPUs.
  const auto most = static_cast<std::size_t>(8 * flows_ + 2'000);
  if (ends_.size() > most) throw Refused{fmt::format("at most {} rows under way at once", most)};
}

void JsonRows::finish(std::int64_t end_ps) {
  const Time end = Time::from_ps(in(end_ps, latest_end_.ps(), latest));
  guarded([&] { builder_.finish(end); });
}

} // namespace copyscope::trace

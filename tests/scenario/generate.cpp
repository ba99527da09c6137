#include "tests/scenario/generate.h"

#include "tests/scenario/support.h"

#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

using rc::gen::element;
using rc::gen::inRange;

bool coin() {
  return *rc::gen::arbitrary<bool>();
}

std::string text(bool may_be_empty) {
  // Characters that need quoting, escapes, or more than a byte; no braces, which may be references.
  const std::vector<std::string> parts = {
      "a",    "Z",    " ", "\"", "\\", "'", "\n", "\t", "\r", "\x01",   "\b",
      "\x7f", "拷贝", "µ", "#",  "😀",  "=", "[",  "]",  ".",  "\"\"\"", "\\u0041"};
  std::string result;
  const int length = *inRange(may_be_empty ? 0 : 1, 8);
  for (int i = 0; i < length; ++i)
    result += *rc::gen::elementOf(parts);
  return result;
}

Text both_texts() {
  return {text(false) + *element<std::string>("", " {one.copies.cpu}", " {machine.preset} {x y}"),
          text(true)};
}

std::int64_t up_to(std::int64_t least, std::int64_t most) {
  const int bits = *inRange(0, 49); // every magnitude alike
  return std::clamp(*inRange<std::int64_t>(0, std::int64_t{1} << bits), least, most);
}

struct RandomValue {
  const Parameter& parameter;

  std::int64_t least() const { return parameter.may_be_zero ? 0 : 1; }
  void operator()(Time* slot) const { *slot = Time::from_ps(up_to(least(), largest_size)); }
  void operator()(Bytes* slot) const { *slot = Bytes(up_to(least(), parameter.most)); }
  void operator()(Bandwidth* slot) const {
    *slot = Bandwidth::from_bits(up_to(1, largest_size), *inRange(0, 10));
  }
  void operator()(std::int64_t* slot) const { *slot = up_to(least(), parameter.most); }
  void operator()(bool* slot) const { *slot = coin(); }
};

Machine machine() {
  Machine result;
  result.preset = *element<std::string>("textbook", "this-machine", "gone");
  for (const Parameter& parameter : parameters())
    std::visit(RandomValue{parameter}, parameter.slot(result));
  return result;
}

Workload workload() {
  Workload result;
  result.file_size = Bytes(up_to(0, largest_size));
  result.chunk = Bytes(up_to(1, largest_size));
  result.page_cache.fraction =
      parse_decimal(fmt::format("{}e-{}", *inRange(0, 1'000), *inRange(3, 26)));
  if (coin()) result.page_cache.fraction = Decimal{coin() ? 1U : 0U, 0};
  return result;
}

/// The same with a few values changed, as cases differ from one another.
Machine changed(Machine result) {
  for (int i = *inRange(0, 4); i > 0; --i) {
    const Parameter& parameter = parameters()[*inRange<std::size_t>(0, parameters().size())];
    std::visit(RandomValue{parameter}, parameter.slot(result));
  }
  if (coin()) result.preset = "fast";
  return result;
}

std::vector<Expectation> expectations() {
  using Relation = Expectation::Relation;
  struct Form {
    const char* sign;
    Relation relation;
  };
  const Form form = *element(Form{"<", Relation::less}, Form{"<= ", Relation::at_most},
                             Form{"", Relation::equal}, Form{"= ", Relation::equal},
                             Form{">= ", Relation::at_least}, Form{" > ", Relation::greater});
  const std::int64_t count = up_to(0, largest_size);
  const Bandwidth rate = Bandwidth::from_bits(count);
  const Decimal share = parse_decimal(fmt::format("0.{}", *inRange(0, 1'000)));
  const auto written = [&](const std::string& value) { return form.sign + value; };
  std::vector<Expectation> all = {
      {"copies.cpu", form.relation, count, written(std::to_string(count))},
      {"duration", form.relation, count, written(to_string(Time::from_ps(count)))},
      {"bytes", form.relation, count, written(to_string(Bytes(count)))},
      {"throughput", form.relation, rate, written(to_string(rate))},
      {"cpu.utilization", form.relation, share, written(to_string(share))},
      {"syscalls_by_name.odd \"name\"", form.relation, count, written(std::to_string(count))}};
  all.resize(*inRange<std::size_t>(0, all.size() + 1));
  return all;
}

Moment event() {
  Moment result{Moment::When::event, *rc::gen::elementOf(vocabulary().kinds)};
  if (coin()) result.name = text(true);
  if (coin()) result.source = *rc::gen::elementOf(vocabulary().buffers);
  if (coin()) result.target = *rc::gen::elementOf(vocabulary().buffers);
  if (coin()) result.client = 0;
  result.nth = 1 + up_to(0, largest_size);
  return result;
}

Moment moment() {
  const auto when = *element(Moment::When::start, Moment::When::end, Moment::When::event);
  return when == Moment::When::event ? event() : Moment{when};
}

std::optional<Text> maybe_text() {
  return coin() ? std::optional(both_texts()) : std::nullopt;
}

/// Some of the names, in any order, each once.
std::vector<std::string> shows() {
  std::vector<std::string> result;
  for (const char* each : {"nic", "cpu_copy", "page_cache", "cpu"})
    if (coin()) result.emplace_back(each);
  return result;
}

Narration lesson(const std::string& of_case, bool can_compare) {
  Narration result{of_case, moment(), shows(), Narration::View::stage, both_texts()};
  if (can_compare && result.at.when == Moment::When::end && coin())
    result.view = Narration::View::compare;
  return result;
}

Question question(const std::string& of_case, std::size_t index) {
  Question result;
  result.id = coin() ? default_question_id(index) : "q-" + std::to_string(index);
  result.of_case = of_case;
  result.shows = shows();
  result.at = moment();
  result.ask = both_texts();
  if (coin()) result.explain = both_texts();
  switch (*inRange(0, 3)) {
  case 0:
    result.point = event();
    if (coin()) result.mistakes["nic"] = both_texts();
    if (coin()) result.mistakes["disk_dma"] = both_texts();
    break;
  case 1:
    result.choices = {{std::int64_t{0}, maybe_text()},
                      {std::int64_t{-1}, maybe_text()},
                      {up_to(1, largest_size), maybe_text()}};
    result.answer = "one.copies.cpu";
    break;
  default: {
    const bool second = coin();
    result.choices = {{both_texts(), second ? maybe_text() : std::nullopt},
                      {both_texts(), second ? std::nullopt : maybe_text()}};
    result.answer = std::int64_t{second};
    break;
  }
  }
  return result;
}

} // namespace

rc::Gen<Scenario> scenarios() {
  return rc::gen::exec([] {
    Scenario result;
    result.id = *element<std::string>("four-ways", "四", "a.b\"c");
    result.title = {text(false), text(true)};
    if (coin()) result.summary = {text(false), text(true)};
    const Machine base = machine();
    for (const char* id : {"one", "two-2", "3"}) {
      Case each;
      each.id = id;
      each.title = coin() ? Text{id, ""} : Text{text(false), text(true)};
      each.method = *rc::gen::elementOf(vocabulary().methods);
      each.workload = workload();
      each.machine = changed(base);
      each.expect = expectations();
      result.cases.push_back(each);
      if (coin()) break;
    }
    const std::string last = result.cases.back().id;
    for (int i = *inRange(0, 3); i > 0; --i)
      result.narrations.push_back(lesson(last, result.cases.size() > 1));
    for (std::size_t i = 0, end = *inRange<std::size_t>(0, 3); i < end; ++i)
      result.questions.push_back(question(last, i));
    return result;
  });
}

} // namespace copyscope::scenario

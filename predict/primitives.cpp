#include "predict/primitives.h"

#include "predict/primitive_operations.h"
#include "real/channel.h"
#include "real/probes/computer.h"
#include "real/sent_file.h"
#include "sim/analysis/median_interval.h"

#include <algorithm>
#include <array>

namespace copyscope::predict {

namespace {

constexpr std::array<std::string_view, primitive_count> primitive_names{
    "system_call",    "hot_copy",    "cold_copy",  "read_call",  "read_page", "map_call",
    "page_fault",     "populate",    "touch_page", "unmap_page", "pin_page",  "uring_request",
    "context_switch", "disk_access", "disk_page",  "pace"};

constexpr int primitive_rounds = 25;
constexpr std::int64_t patience_ns = 30'000'000'000;

/// What the process tells of a primitive.
struct PrimitiveTold {
  real::ShortText unavailable;
  std::array<std::int64_t, primitive_rounds> ps{};
};

// Every round measures all of them, so that what changes meanwhile meets all.
void tell_primitives(const real::Channel& run, const real::SentFile& file) {
  std::array<PrimitiveTold, primitive_count> told;
  PrimitiveOperations operations(file);
  for (int round = 0; round < primitive_rounds; ++round)
    for (std::size_t i = 0; i < primitive_count; ++i) {
      if (!told[i].unavailable.empty()) continue;
      try {
        told[i].ps[static_cast<std::size_t>(round)] = operations.measure(static_cast<Primitive>(i));
      } catch (const std::runtime_error& error) {
        told[i].unavailable = real::ShortText(error.what());
      }
    }
  for (const PrimitiveTold& each : told)
    run.send(each);
}

PrimitiveFigure figure_of(Primitive primitive, const PrimitiveTold& told) {
  PrimitiveFigure figure;
  figure.primitive = primitive;
  figure.unavailable = told.unavailable.str();
  if (!figure.unavailable.empty()) return figure;
  std::vector<std::int64_t> sorted(told.ps.begin(), told.ps.end());
  std::ranges::sort(sorted);
  const auto interval = analysis::median_interval(sorted);
  figure.ps = std::max<std::int64_t>(0, interval->median);
  figure.low_ps = std::max<std::int64_t>(0, interval->low);
  figure.high_ps = std::max<std::int64_t>(0, interval->high);
  return figure;
}

} // namespace

std::string_view name_of(Primitive primitive) {
  return primitive_names[static_cast<std::size_t>(primitive)];
}

std::vector<PrimitiveFigure> measure_primitives(const std::string& directory,
                                                const real::Progress& progress,
                                                const std::atomic<bool>& cancelled) {
  constexpr const char* measuring = "single operations";
  const real::SentFile file = real::make_file(
      directory, primitive_file_bytes, [&](double done) { progress(done / 5, measuring); },
      cancelled);
  auto ends = real::make_channel(); // a structured binding is not for lambdas: clang 14
  real::Channel &ours = ends.first, &theirs = ends.second;
  const int cpu = real::cpu_to_pin();
  const real::ChildProcess process([&] {
    if (cpu >= 0) real::pin_to(cpu);
    tell_primitives(theirs, file);
  });
  theirs = real::Channel();
  const std::int64_t begin = real::now_ns();
  const real::Patience patience{
      begin + patience_ns, cancelled, [&] {
        progress(std::min(0.95, 0.2 + static_cast<double>(real::now_ns() - begin) / 4e9),
                 measuring);
      }};
  std::vector<PrimitiveFigure> figures;
  for (std::size_t i = 0; i < primitive_count; ++i)
    figures.push_back(figure_of(static_cast<Primitive>(i), ours.receive<PrimitiveTold>(patience)));
  return figures;
}

} // namespace copyscope::predict

#include "predict/primitives.h"

#include "predict/primitive_operations.h"
#include "real/cache_state.h"
#include "real/channel.h"
#include "real/probes/calm_cpu.h"
#include "real/sent_file.h"
#include "sim/analysis/median_interval.h"

#include <algorithm>
#include <array>
#include <utility>

namespace copyscope::predict {

namespace {

constexpr std::array<std::string_view, primitive_count> primitive_names{
    "system_call",  "hot_copy",      "cold_copy",      "read_call",   "read_page", "map_page",
    "page_fault",   "populate",      "touch_page",     "unmap_page",  "pipe_page", "pin_page",
    "notification", "uring_request", "context_switch", "disk_access", "disk_page", "pace"};

constexpr int primitive_rounds = 40;
constexpr std::int64_t patience_ns = 30'000'000'000;

/// What the process tells of a primitive.
struct PrimitiveTold {
  real::ShortText unavailable;
  std::array<std::int64_t, primitive_rounds> ps{};
  std::array<std::int64_t, primitive_rounds> pace_ps{}; ///< the slower one of before and after
};

// Every round measures all of them, so that what changes meanwhile meets all.
void tell_primitives(const real::Channel& run, const real::SentFile& file) {
  std::array<PrimitiveTold, primitive_count> told;
  PrimitiveOperations operations(file);
  real::CalmCpu calm;
  for (int round = 0; round < primitive_rounds; ++round)
    for (std::size_t i = 0; i < primitive_count; ++i) {
      if (!told[i].unavailable.empty()) continue;
      try {
        const auto at = static_cast<std::size_t>(round);
        const std::int64_t before = calm.settle();
        told[i].ps[at] = operations.measure(static_cast<Primitive>(i));
        told[i].pace_ps[at] = std::max(before, calm.pace_ps());
      } catch (const std::runtime_error& error) {
        told[i].unavailable = real::ShortText(error.what());
      }
    }
  for (const PrimitiveTold& each : told)
    run.send(each);
}

/// Of the rounds in which the CPU kept its pace.
PrimitiveFigure figure_of(Primitive primitive, const PrimitiveTold& told,
                          const real::PaceWindow& window) {
  PrimitiveFigure figure;
  figure.primitive = primitive;
  figure.unavailable = told.unavailable.str();
  if (!figure.unavailable.empty()) return figure;
  constexpr std::size_t fewest = 6; // for a median; else the pace is as it was
  std::vector<std::int64_t> sorted;
  for (std::size_t i = 0; i < told.ps.size(); ++i)
    if (window.holds(told.pace_ps[i])) sorted.push_back(told.ps[i]);
  if (sorted.size() < fewest) sorted.assign(told.ps.begin(), told.ps.end());
  std::ranges::sort(sorted);
  const auto interval = analysis::median_interval(sorted);
  figure.ps = std::max<std::int64_t>(0, interval->median);
  figure.low_ps = std::max<std::int64_t>(0, interval->low);
  figure.high_ps = std::max<std::int64_t>(0, interval->high);
  return figure;
}

std::vector<PrimitiveFigure> figures_of(const std::vector<PrimitiveTold>& told) {
  std::vector<std::vector<std::int64_t>> paces;
  for (const PrimitiveTold& each : told)
    if (each.unavailable.empty()) paces.emplace_back(each.pace_ps.begin(), each.pace_ps.end());
  const real::PaceWindow window = real::pace_window(std::move(paces));
  std::vector<PrimitiveFigure> figures;
  for (std::size_t i = 0; i < primitive_count; ++i)
    figures.push_back(figure_of(static_cast<Primitive>(i), told[i], window));
  return figures;
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
  real::read_anew(file);
  auto ends = real::make_channel(); // a structured binding is not for lambdas: clang 14
  real::Channel &ours = ends.first, &theirs = ends.second;
  const real::ChildProcess process([&] { tell_primitives(theirs, file); });
  theirs = real::Channel();
  const std::int64_t begin = real::now_ns();
  const real::Patience patience{
      begin + patience_ns, cancelled, [&] {
        progress(std::min(0.95, 0.2 + static_cast<double>(real::now_ns() - begin) / 4e9),
                 measuring);
      }};
  std::vector<PrimitiveTold> told;
  for (std::size_t i = 0; i < primitive_count; ++i)
    told.push_back(ours.receive<PrimitiveTold>(patience));
  return figures_of(told);
}

} // namespace copyscope::predict

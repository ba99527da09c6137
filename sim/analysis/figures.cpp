#include "sim/analysis/figures.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace copyscope::analysis {

namespace {

using scenario::FigureType;

constexpr std::array counted{
    CountedFigure{"duration", FigureType::time, &Result::duration_ps},
    CountedFigure{"syscalls", FigureType::count, &Result::syscalls},
    CountedFigure{"mode_switches", FigureType::count, &Result::mode_switches},
    CountedFigure{"context_switches", FigureType::count, &Result::context_switches},
    CountedFigure{"interrupts", FigureType::count, &Result::interrupts},
    CountedFigure{"page_faults.minor", FigureType::count, &Result::minor_faults},
    CountedFigure{"page_faults.major", FigureType::count, &Result::major_faults},
    CountedFigure{"descriptors", FigureType::count, &Result::descriptors},
    CountedFigure{"copies.cpu", FigureType::count, &Result::cpu_copies},
    CountedFigure{"copies.dma", FigureType::count, &Result::dma_copies},
    CountedFigure{"copies.pio", FigureType::count, &Result::pio_copies},
    CountedFigure{"bytes_copied.cpu", FigureType::bytes, &Result::cpu_bytes},
    CountedFigure{"bytes_copied.dma", FigureType::bytes, &Result::dma_bytes},
    CountedFigure{"bytes_copied.pio", FigureType::bytes, &Result::pio_bytes},
    CountedFigure{"cpu.time_ps", FigureType::time, &Result::time_ps},
    CountedFigure{"cpu.user_ps", FigureType::time, &Result::user_ps},
    CountedFigure{"cpu.kernel_ps", FigureType::time, &Result::kernel_ps},
};

constexpr std::string_view calls_prefix = "syscalls_by_name.";

std::vector<scenario::Figure> all_figures() {
  std::vector<scenario::Figure> all{{"bytes", FigureType::bytes},
                                    {"throughput", FigureType::throughput},
                                    {"cpu.utilization", FigureType::fraction},
                                    {"syscalls_by_name.*", FigureType::count}};
  for (const CountedFigure& each : counted)
    all.push_back({std::string(each.path), each.type});
  return all;
}

} // namespace

std::span<const CountedFigure> counted_figures() {
  return counted;
}

const CountedFigure* find_counted_figure(std::string_view path) {
  if (path == "duration_ps") path = "duration";
  const auto found = std::ranges::find(counted, path, &CountedFigure::path);
  return found == counted.end() ? nullptr : &*found;
}

std::string_view call_name_of(std::string_view path) {
  return path.starts_with(calls_prefix) ? path.substr(calls_prefix.size()) : std::string_view();
}

const std::vector<scenario::Figure>& figures() {
  static const std::vector<scenario::Figure> all = all_figures();
  return all;
}

Count figure(const Result& result, std::string_view path) {
  if (const CountedFigure* counted_figure = find_counted_figure(path))
    return result.*counted_figure->member;
  if (path == "bytes") return result.bytes;
  if (const std::string_view call = call_name_of(path); !call.empty()) {
    const auto made = std::ranges::find(result.syscalls_by_name, call,
                                        &std::pair<std::string, std::int64_t>::first);
    if (made != result.syscalls_by_name.end()) return made->second;
    return result.syscalls ? Count(0) : Count();
  }
  throw std::out_of_range("no figure \"" + std::string(path) + "\" that counts something");
}

} // namespace copyscope::analysis

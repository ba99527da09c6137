#include "sim/analysis/figures.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace copyscope::analysis {

namespace {

using scenario::FigureType;
using trace::Kind;
using trace::Ledger;

constexpr std::array counted{
    CountedFigure{"duration",
                  FigureType::time,
                  &Result::duration_ps,
                  nullptr,
                  Kind::transmit,
                  {.wall = {3}, .real = {1}, .change = {1}}},
    CountedFigure{"syscalls",
                  FigureType::count,
                  &Result::syscalls,
                  [](const Ledger& l) { return l.syscalls; },
                  Kind::syscall,
                  {.table = {5, true},
                   .ledger = {5},
                   .formula = {1},
                   .agreement = {1},
                   .real = {2},
                   .change = {3}}},
    CountedFigure{"mode_switches",
                  FigureType::count,
                  &Result::mode_switches,
                  [](const Ledger& l) { return l.mode_switches; },
                  Kind::mode_switch,
                  {.table = {4, true},
                   .ledger = {4, true},
                   .race = {4},
                   .wall = {4},
                   .film = {4},
                   .formula = {2},
                   .agreement = {2},
                   .real = {3}}},
    CountedFigure{"context_switches",
                  FigureType::count,
                  &Result::context_switches,
                  [](const Ledger& l) { return l.context_switches; },
                  Kind::context_switch,
                  {.table = {7}, .ledger = {6}, .agreement = {3}, .real = {4}}},
    CountedFigure{"interrupts",
                  FigureType::count,
                  &Result::interrupts,
                  [](const Ledger& l) { return l.interrupts; },
                  Kind::interrupt,
                  {.table = {10}, .formula = {6}, .agreement = {4}, .real = {5}}},
    CountedFigure{"page_faults.minor",
                  FigureType::count,
                  &Result::minor_faults,
                  [](const Ledger& l) { return l.minor_faults; },
                  Kind::page_fault,
                  {.table = {8}, .agreement = {5}, .real = {6}}},
    CountedFigure{"page_faults.major",
                  FigureType::count,
                  &Result::major_faults,
                  [](const Ledger& l) { return l.major_faults; },
                  Kind::page_fault,
                  {.table = {9}, .agreement = {6}, .real = {7}}},
    CountedFigure{"descriptors",
                  FigureType::count,
                  &Result::descriptors,
                  [](const Ledger& l) { return l.descriptors; },
                  Kind::descriptor,
                  {.table = {6}, .ledger = {7}, .formula = {7}, .real = {8}}},
    CountedFigure{"copies.cpu",
                  FigureType::count,
                  &Result::cpu_copies,
                  [](const Ledger& l) { return l.copies.cpu; },
                  Kind::cpu_copy,
                  {.table = {1, true},
                   .ledger = {1, true},
                   .race = {1},
                   .wall = {1},
                   .film = {1},
                   .formula = {3},
                   .agreement = {7, true},
                   .real = {9},
                   .change = {4}}},
    CountedFigure{"copies.dma",
                  FigureType::count,
                  &Result::dma_copies,
                  [](const Ledger& l) { return l.copies.dma; },
                  Kind::dma_copy,
                  {.table = {2, true},
                   .ledger = {2},
                   .race = {2},
                   .wall = {6},
                   .film = {2},
                   .formula = {4},
                   .agreement = {8},
                   .real = {10}}},
    CountedFigure{
        "copies.pio",
        FigureType::count,
        &Result::pio_copies,
        [](const Ledger& l) { return l.copies.pio; },
        Kind::pio_copy,
        {.table = {3}, .ledger = {3}, .race = {3}, .wall = {2}, .film = {3}, .formula = {5}}},
    CountedFigure{
        "bytes_copied.cpu",
        FigureType::bytes,
        &Result::cpu_bytes,
        [](const Ledger& l) { return l.bytes_copied.cpu; },
        Kind::cpu_copy,
        {.table = {11}, .ledger = {8, true}, .formula = {8}, .agreement = {9}, .real = {11}}},
    CountedFigure{"bytes_copied.dma",
                  FigureType::bytes,
                  &Result::dma_bytes,
                  [](const Ledger& l) { return l.bytes_copied.dma; },
                  Kind::dma_copy,
                  {.table = {12}, .formula = {9}}},
    CountedFigure{"bytes_copied.pio",
                  FigureType::bytes,
                  &Result::pio_bytes,
                  [](const Ledger& l) { return l.bytes_copied.pio; },
                  Kind::pio_copy,
                  {.table = {13}, .formula = {10}}},
    CountedFigure{"cpu.time_ps",
                  FigureType::time,
                  &Result::time_ps,
                  [](const Ledger& l) { return (l.user + l.kernel).ps(); },
                  Kind::cpu_copy,
                  {.table = {14},
                   .ledger = {9, true},
                   .race = {5},
                   .wall = {5},
                   .real = {12},
                   .change = {2}}},
    CountedFigure{"cpu.user_ps",
                  FigureType::time,
                  &Result::user_ps,
                  [](const Ledger& l) { return l.user.ps(); },
                  Kind::user,
                  {}},
    CountedFigure{"cpu.kernel_ps",
                  FigureType::time,
                  &Result::kernel_ps,
                  [](const Ledger& l) { return l.kernel.ps(); },
                  Kind::mode_switch,
                  {}},
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

std::vector<const CountedFigure*> shown_in(Place Places::*where) {
  std::vector<const CountedFigure*> shown;
  for (const CountedFigure& each : counted)
    if ((each.shown.*where).rank > 0) shown.push_back(&each);
  std::ranges::sort(shown, {},
                    [&](const CountedFigure* each) { return (each->shown.*where).rank; });
  return shown;
}

const CountedFigure* find_counted_figure(std::string_view path) {
  if (path == "duration_ps") path = "duration";
  const auto found = std::ranges::find(counted, path, &CountedFigure::path);
  return found == counted.end() ? nullptr : &*found;
}

std::string pointer_of(std::string_view path) {
  std::string pointer = "/" + std::string(path);
  std::ranges::replace(pointer, '.', '/');
  return pointer;
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

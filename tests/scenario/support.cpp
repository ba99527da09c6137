#include "tests/scenario/support.h"

#include "assets/assets.h"

#include <gtest/gtest.h>
#include <stdexcept>

namespace copyscope::scenario {

const Vocabulary& vocabulary() {
  static const Vocabulary names{
      {"read-write", "mmap-write", "sendfile", "splice"},
      {{"bytes", FigureType::bytes},
       {"duration", FigureType::time},
       {"throughput", FigureType::throughput},
       {"syscalls", FigureType::count},
       {"mode_switches", FigureType::count},
       {"copies.cpu", FigureType::count},
       {"copies.dma", FigureType::count},
       {"bytes_copied.cpu", FigureType::bytes},
       {"cpu.kernel_ps", FigureType::time},
       {"cpu.utilization", FigureType::fraction},
       {"syscalls_by_name.*", FigureType::count}},
      {"syscall", "mode_switch", "cpu_copy", "dma_copy", "interrupt"},
      {"disk", "page_cache", "user_buffer", "pipe", "socket_buffer", "nic"},
      {"preset", "scatter_gather", "nic.scatter_gather"},
      {"textbook", "this-machine"}};
  return names;
}

std::optional<std::string> preset_text(std::string_view name) {
  if (name == "half") {
    return with(with(*preset_text("textbook"), "cpu.map            = \"0 ns\"", ""), "2 GB/s",
                "2 GB");
  }
  if (name == "fast") {
    return with(with(*preset_text("textbook"), "\"textbook\"", "\"fast\""), "100 ns", "50 ns");
  }
  return assets::preset_toml(name);
}

std::string small(std::string_view added) {
  return R"(schema = 1
id = "small"
title = { en = "Small" }

[workload]
file_size = "64 KiB"

[[case]]
id = "one"
method = "read-write"

)" + std::string(added);
}

Scenario load_text(std::string_view text, const std::vector<Setting>& settings) {
  return load(text, "small.toml", vocabulary(), preset_text, settings);
}

std::vector<Problem> problems_of(std::string_view text, const std::vector<Setting>& settings) {
  try {
    load_text(text, settings);
  } catch (const InputError& error) {
    return error.problems();
  }
  ADD_FAILURE() << "accepted:\n" << text;
  return {Problem{}};
}

std::string with(std::string text, std::string_view part, std::string_view instead) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) throw std::logic_error("no `" + std::string(part) + "`");
  return text.replace(at, part.size(), instead);
}

} // namespace copyscope::scenario

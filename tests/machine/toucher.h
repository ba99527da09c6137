// A program that touches pages of a mapping, the faults that it takes, and what is read from disk
// for them, which takes no time here.
#pragma once

#include "sim/machine/faults.h"
#include "tests/machine/reader.h"

#include <cstdint>
#include <optional>
#include <ostream>
#include <vector>

namespace copyscope::machine::test {

constexpr Bytes around_16(16 * page_bytes); // what kernels have

struct Toucher {
  struct Taken {
    std::int64_t page = 0;
    Fault::Kind kind = Fault::Kind::none;
    PageRun mapped;

    friend bool operator==(const Taken&, const Taken&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Taken& taken) {
      return out << taken.page << (taken.kind == Fault::Kind::major ? " major " : " minor ")
                 << taken.mapped;
    }
  };

  explicit Toucher(std::int64_t pages = 100'000, std::int64_t there = 0,
                   Bytes fault_around = around_16, std::int64_t max_pages = 32,
                   ReadAdvice advice = ReadAdvice::normal,
                   std::optional<PageRun> part = std::nullopt)
      : file(lru, Bytes(page_bytes * pages), Bytes(page_bytes * there)), ahead(max_pages),
        mapping(file, ahead, fault_around, advice, part) {}

  /// The fault as it ended; what it read was read.
  Fault touch(std::int64_t page) {
    Fault fault = mapping.touch(page);
    read(fault.reads);
    while (fault.waits) {
      fault = mapping.touch_again(page);
      read(fault.reads);
    }
    if (fault.kind != Fault::Kind::none) faults.push_back({page, fault.kind, fault.mapped});
    return fault;
  }
  void touch_all(std::int64_t begin, std::int64_t end) {
    for (std::int64_t page = mapping.first_unmapped(begin, end); page < end;
         page = mapping.first_unmapped(page, end))
      touch(page);
  }
  void read(const ReadWindow& window) {
    if (window.pages.empty()) return;
    windows.push_back(window);
    read_from_disk(file, window);
  }

  PageLru lru;
  FilePages file;
  ReadAhead ahead;
  FileMapping mapping;
  std::vector<Taken> faults;
  Windows windows;
};

} // namespace copyscope::machine::test

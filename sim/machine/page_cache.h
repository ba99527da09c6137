// The page cache: the kernel's copy of the file's pages. A prefix may be there from the start; the
// rest comes from disk when it is wanted.
//
// By bytes, as the books have it: what a call lacks comes in one transfer. Or by pages, where a
// mechanism asks for it (cached_file.h).
#pragma once

#include "sim/machine/cached_file.h"
#include "sim/machine/cpu.h"
#include "sim/machine/disk.h"
#include "sim/scenario/scenario.h"

#include <optional>

namespace copyscope::machine {

class Parts;

/// Whether mmap() itself brings in all that it maps: as the books have it (without
/// mechanism.faults), or with MAP_POPULATE.
bool reads_what_is_mapped(const scenario::Machine& machine);

class PageCache {
public:
  PageCache(Recorder& recorder, const scenario::Machine& machine,
            const scenario::Workload& workload, Cpu& cpu, Disk& disk);

  /// The chunk in the pieces in which a call goes through it: whole, or by pages at most so many,
  /// and no more than a quarter of the cache. `for (const Chunk part : cache.parts(chunk)) …`
  Parts parts(Chunk chunk, std::int64_t most_pages = INT64_MAX) const;

  /// Brings in what the chunk lacks: disk access, DMA, interrupt. Nothing where it is all there.
  Work bring_in(Chunk chunk);

  /// The same without DMA: disk access, interrupt, and the CPU fetches it word by word.
  engine::Task bring_in_by_pio(Chunk chunk);

  /// Past the page cache (O_DIRECT): disk access, DMA into the user buffer, interrupt.
  Work bypass(Chunk chunk);

  // Of a mapping of the file.

  bool reads_what_is_mapped() const { return machine::reads_what_is_mapped(machine_); }
  /// What mmap() itself brings in, where it reads.
  Work populate(Chunk chunk);
  /// The chunk's pages that are not mapped yet fault.
  Work fault_in(Chunk chunk);
  /// Takes the mapping away: mmap.unmap_page for each page that is mapped, and so many more.
  Work unmap(Chunk whole, std::int64_t more);
  std::int64_t mapped_pages(const Thread& thread);

  /// The range is being sent from where it lies, and may not go until it is released. False where
  /// it has gone already, which needs a cache smaller than what is under way. `by` is the row that
  /// had to be over.
  bool hold(trace::Range range) { return !pages_ || pages_->hold(range); }
  void release(trace::Range range, trace::Ticket by) {
    if (pages_) pages_->release(range, by);
  }

  bool holds_all() const { return !pages_ || pages_->holds_all(); }
  void stand(Standing& standing, const Thread& thread) {
    if (pages_) pages_->stand(standing, thread);
  }

private:
  trace::Range missing(const Chunk& chunk);
  Work fetch(Chunk chunk, trace::Range range, trace::Buffer target, Bytes bytes);
  engine::Task fetch_by_pio(Chunk missing);
  engine::Task sleep_for(Thread& thread, trace::Span row, Bytes bytes);
  engine::Task request(trace::Span row, Bytes bytes, Awaited& done);

  Recorder& recorder_;
  const scenario::Machine& machine_;
  Cpu& cpu_;
  Disk& disk_;
  Bytes resident_; ///< the prefix that is there: R of MODEL.md at the start
  std::optional<CachedFile> pages_;
  std::int64_t most_pages_ = INT64_MAX; ///< of a part
};

/// The range that PageCache::parts() gives to a range-for.
class Parts {
public:
  class Iterator {
  public:
    Iterator(Chunk rest, std::int64_t pages) : rest_(rest), pages_(pages) {}
    Chunk operator*() const;
    Iterator& operator++();
    friend bool operator==(const Iterator& a, const Iterator& b) {
      return a.rest_.range.offset == b.rest_.range.offset;
    }

  private:
    Chunk rest_;
    std::int64_t pages_;
  };

  Parts(Chunk chunk, std::int64_t pages) : chunk_(chunk), pages_(pages) {}
  Iterator begin() const { return {chunk_, pages_}; }
  Iterator end() const { return {chunk_.after(chunk_.range.bytes), pages_}; }

private:
  Chunk chunk_;
  std::int64_t pages_;
};

} // namespace copyscope::machine

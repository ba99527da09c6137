// The file's pages in the page cache, and the disk that they come from: who lacks a page asks for
// it and waits, and reading ahead goes on beside it.
//
// Which pages there are, how far is read and which go first is said by page_extents.h, readahead.h
// and buffered_read.h; here it takes time and becomes rows.
#pragma once

#include "sim/machine/buffered_read.h"
#include "sim/machine/cpu.h"
#include "sim/machine/disk.h"
#include "sim/machine/faults.h"
#include "sim/scenario/scenario.h"

#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace copyscope::machine {

/// The pages that a call goes through at once where the cache is limited.
std::int64_t pages_at_once(const scenario::Machine& machine);
/// What the cache holds, in pages: page_cache.capacity (mechanism.cache_limit), and no less than
/// what the clients' calls need at once, which no kernel would take from them.
std::int64_t cache_pages(const scenario::Machine& machine, const scenario::Workload& workload);

class CachedFile {
public:
  CachedFile(Recorder& recorder, const scenario::Machine& machine,
             const scenario::Workload& workload, Cpu& cpu, Disk& disk);

  /// Waits until all of the chunk's pages are there; reads ahead.
  engine::Task bring_in(Chunk chunk);
  /// The same word by word, with no reading ahead.
  engine::Task bring_in_by_pio(Chunk chunk);
  /// The chunk's pages that the thread's mapping lacks fault. `counted` false: MAP_POPULATE.
  engine::Task fault_in(Chunk chunk, bool counted);
  /// Takes the thread's mapping away: how many pages it had.
  std::int64_t unmap(const Thread& thread);
  std::int64_t mapped_pages(const Thread& thread) {
    return opened_by(thread).mapping.mapped_pages();
  }

  /// The range is being sent from where it lies, and may not go; until release(), when that row is
  /// over. False where it is not all there.
  bool hold(trace::Range range);
  void release(trace::Range range, trace::Ticket by);

  /// Whether all of the file fits, so that nothing will ever have to go.
  bool holds_all() const { return file_.pages() <= capacity_; }
  void stand(Standing& standing, const Thread& thread);

private:
  /// A read that the disk is at. The thread that asked, and others, wait for it.
  struct Request {
    explicit Request(engine::Engine& engine) : done(engine) {}
    PageRun pages;
    Awaited done;
    trace::Ticket transfer = trace::no_ticket;
  };
  /// What a thread that has the file open knows of it.
  struct Opened {
    Opened(FilePages& file, const scenario::Machine& machine);
    ReadAhead ahead;
    FileMapping mapping;
  };

  Opened& opened_by(const Thread& thread);
  PageRun pages_of(const trace::Range& range) const;
  trace::Range range_of(PageRun pages) const;
  std::shared_ptr<Request> ask_for(PageRun run, std::int64_t marker, Thread& thread);
  void came(const std::shared_ptr<Request>& request);
  void begin_reading(const ReadWindow& window, Thread& thread);
  engine::Task read(std::shared_ptr<Request> request, trace::Span row);
  void make_room(std::int64_t pages, Thread& thread);
  engine::Task wait_for(std::int64_t page, Thread& thread);
  std::int64_t room() const;
  void tell_who_brought(const Chunk& chunk);

  Recorder& recorder_;
  const scenario::Machine& machine_;
  Cpu& cpu_;
  Disk& disk_;
  Bytes size_;
  std::int64_t capacity_; ///< in pages
  PageLru lru_;
  FilePages file_;
  std::vector<std::unique_ptr<Opened>> opened_; ///< by flow
  std::map<std::int64_t, std::shared_ptr<Request>> requests_;
  std::int64_t last_request_ = 0;
  std::deque<std::shared_ptr<Request>> brought_; ///< the latest
  Awaited roomier_;                              ///< pages came, or are no longer held
};

} // namespace copyscope::machine

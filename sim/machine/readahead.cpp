#include "sim/machine/readahead.h"

#include "sim/scenario/scenario.h"

#include <algorithm>
#include <bit>

namespace copyscope::machine {

namespace {

constexpr std::int64_t lots_of_misses = 100; // MMAP_LOTSAMISS of mm/filemap.c

std::int64_t rounded_up(std::int64_t pages) {
  return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(pages)));
}

// get_init_ra_size: the first window, from the size of the request.
std::int64_t first_size(std::int64_t asked, std::int64_t max) {
  const std::int64_t size = rounded_up(asked);
  if (size <= max / 32) return size * 4;
  if (size <= max / 4) return size * 2;
  return max;
}

// get_next_ra_size: what comes after a window.
std::int64_t next_size(std::int64_t size, std::int64_t max) {
  if (size < max / 16) return 4 * size;
  if (size <= max / 2) return 2 * size;
  return max;
}

// do_page_cache_ra: not past the file's last page. The marker keeps its distance from the end of
// what is read, so it comes forward where the window is cut, and is lost where that is too short.
ReadWindow within_file(const FilePages& file, PageRun pages, std::int64_t async_size) {
  pages.end = std::min(pages.end, file.pages());
  if (pages.empty()) return {};
  ReadWindow window = {pages};
  if (async_size > 0 && async_size <= pages.count()) window.marker = pages.end - async_size;
  return window;
}

// page_cache_next_miss: the first page from `page` on that is absent. Where `most` pages are all
// there it is the last of these (6.1 says "outside the range", and does not do it).
std::int64_t next_miss(const FilePages& file, std::int64_t page, std::int64_t most) {
  const std::int64_t end = std::min(page + most, file.pages());
  if (page >= end) return page;
  const std::int64_t absent = file.first_absent(page, end).begin;
  return absent == page + most ? absent - 1 : absent;
}

// page_cache_prev_miss from the page before this one, and count_history_pages: how many pages there
// are before it, without a gap. All back to the first are `page`; where `most` are all there and
// more may be, the last one is not counted.
std::int64_t history(const FilePages& file, std::int64_t page, std::int64_t most) {
  const std::int64_t lowest = page - most;
  if (lowest < 0) return page - 1 - file.last_absent(page - 1, 0);
  return page - 1 - std::max(lowest, file.last_absent(page - 1, lowest));
}

} // namespace

ReadWindow ReadAhead::on_miss(const FilePages& file, std::int64_t page, std::int64_t asked) {
  // Without read-ahead the kernel asks for one page, as POSIX_FADV_RANDOM does for the request.
  if (max_pages_ == 0) asked = 1;
  if (max_pages_ == 0 || advice_ == ReadAdvice::random) {
    // force_page_cache_ra
    const std::int64_t most = std::max(device_pages_, max_pages_);
    return within_file(file, {page, page + std::min(asked, most)}, 0);
  }
  return ondemand(file, page, asked, false);
}

ReadWindow ReadAhead::on_marker(const FilePages& file, std::int64_t page, std::int64_t asked) {
  if (max_pages_ == 0) return {};
  return ondemand(file, page, asked, true);
}

void ReadAhead::has_read(Bytes position) {
  last_page_ = position.count() / scenario::page_size;
}

// ondemand_readahead
ReadWindow ReadAhead::ondemand(const FilePages& file, std::int64_t page, std::int64_t asked,
                               bool marker) {
  std::int64_t max = max_pages_;
  if (asked > max && device_pages_ > max) max = std::min(asked, device_pages_);

  // Whoever reads the first page is taken for one who reads them all.
  if (page == 0) {
    begin_at(page, asked, max);
    return window(file, page, max);
  }
  // The marker of the last window, or its end: sequential reading, and a larger window.
  if (page == start_ + size_ - async_size_ || page == start_ + size_) {
    start_ += size_;
    size_ = std::max(size_, next_size(size_, max));
    async_size_ = size_;
    return window(file, page, max);
  }
  // The marker of another stream's window: what is there past it tells how large that was.
  if (marker) {
    const std::int64_t start = next_miss(file, page + 1, max);
    if (start - page > max) return {};
    start_ = start;
    size_ = next_size(start - page + asked, max);
    async_size_ = size_;
    return window(file, page, max);
  }
  // More than a window at once, or the page that the last read ended in, or the one after.
  const bool follows = page == last_page_ || page == last_page_ + 1;
  if (asked > max || follows) {
    begin_at(page, asked, max);
    return window(file, page, max);
  }
  if (follows_a_trace(file, page, asked, max)) return window(file, page, max);
  // A small read somewhere: as it is, and the state is kept for the stream that it interrupts.
  return within_file(file, {page, page + asked}, 0);
}

// `initial_readahead`
void ReadAhead::begin_at(std::int64_t page, std::int64_t asked, std::int64_t max) {
  start_ = page;
  size_ = first_size(asked, max);
  async_size_ = size_ > asked ? size_ - asked : size_;
}

// try_context_readahead: a stream leaves more pages behind than a single request has.
bool ReadAhead::follows_a_trace(const FilePages& file, std::int64_t page, std::int64_t asked,
                                std::int64_t max) {
  std::int64_t before = history(file, page, max);
  if (before <= asked) return false;
  if (before >= page) before *= 2; // back to the first page: it was read from there
  start_ = page;
  size_ = std::min(before + asked, max);
  async_size_ = 1;
  return true;
}

// `readit`: a window whose marker is the very page that is missing would be followed by the next
// one at once, so both are read as one.
ReadWindow ReadAhead::window(const FilePages& file, std::int64_t page, std::int64_t max) {
  if (page == start_ && size_ == async_size_) {
    const std::int64_t more = next_size(size_, max);
    if (size_ + more <= max) {
      async_size_ = more;
      size_ += more;
    } else {
      size_ = max;
      async_size_ = max / 2;
    }
  }
  return within_file(file, {start_, start_ + size_}, async_size_);
}

ReadWindow ReadAhead::on_fault(const FilePages& file, std::int64_t page) {
  const ReadWindow alone = within_file(file, {page, page + 1}, 0);
  if (max_pages_ == 0) return alone;
  misses_ = std::min(misses_ + 1, 10 * lots_of_misses);
  if (misses_ > lots_of_misses) return alone;
  start_ = std::max<std::int64_t>(0, page - max_pages_ / 2);
  size_ = max_pages_;
  async_size_ = max_pages_ / 4;
  return within_file(file, {start_, start_ + size_}, async_size_);
}

void ReadAhead::stand(Standing& standing) const {
  standing.number(size_);
  if (size_ > 0) standing.page(start_);
  standing.number(async_size_);
  standing.number(last_page_ < 0);
  if (last_page_ >= 0) standing.page(last_page_);
  standing.number(misses_);
}

} // namespace copyscope::machine

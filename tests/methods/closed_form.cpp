#include "tests/methods/closed_form.h"

#include <algorithm>
#include <stdexcept>

namespace copyscope::closed_form {

namespace {

Int128 ceil_div(Int128 a, Int128 b) {
  return (a + b - 1) / b;
}

// b bytes at a rate of bits/divisor a second: b·8·10^12·divisor / bits picoseconds, rounded up.
Int128 at_rate(std::int64_t bytes, Bandwidth rate) {
  return ceil_div(Int128{bytes} * 8 * 1'000'000'000'000 * rate.divisor(), rate.bits());
}

class Book {
public:
  explicit Book(const scenario::Case& which)
      : m_(which.machine), method_(which.method), size_(which.workload.file_size.count()),
        chunk_(which.workload.chunk.count()) {
    // R = min(S, 4096 × floor(f × ceil(S / 4096) + 0.5)), with f = digits / 10^decimals.
    Int128 scale = 1;
    for (int i = 0; i < which.workload.page_cache.fraction.decimals; ++i)
      scale *= 10;
    const Int128 digits = static_cast<Int128>(which.workload.page_cache.fraction.digits);
    const Int128 pages = ceil_div(size_, 4096);
    const Int128 resident_pages = (2 * digits * pages + scale) / (2 * scale);
    resident_ = static_cast<std::int64_t>(std::min<Int128>(size_, 4096 * resident_pages));
  }

  Totals work_out() {
    const bool mapped =
        method_ == "mmap-write" || method_ == "vmsplice-splice" || method_ == "msg-zerocopy";
    if (mapped && size_ > 0) map_whole_file();
    for (std::int64_t at = 0; at < size_; at += chunk_)
      round(at, std::min(chunk_, size_ - at));
    return t_;
  }

private:
  void call(const char* name) {
    ++t_.syscalls;
    ++t_.calls[name];
    for (int crossing = 0; crossing < 2; ++crossing) {
      ++t_.mode_switches;
      kernel(m_.cpu.mode_switch.ps());
    }
  }
  void kernel(Int128 ps) {
    t_.kernel_ps += ps;
    t_.duration_ps += ps;
  }
  void cpu_copy(std::int64_t bytes) {
    ++t_.cpu_copies;
    t_.cpu_bytes += bytes;
    kernel(at_rate(bytes, m_.cpu.copy_bandwidth));
  }
  void dma_copy(std::int64_t bytes, Bandwidth rate) {
    ++t_.dma_copies;
    t_.dma_bytes += bytes;
    t_.duration_ps += at_rate(bytes, rate);
    interrupt();
  }
  void pio_copy(std::int64_t bytes) {
    ++t_.pio_copies;
    t_.pio_bytes += bytes;
    kernel(ceil_div(bytes, m_.cpu.pio_word.count()) * m_.cpu.pio_time.ps());
    interrupt();
  }
  void interrupt() {
    ++t_.interrupts;
    kernel(m_.cpu.interrupt.ps());
  }
  void descriptor() {
    ++t_.descriptors;
    kernel(m_.cpu.descriptor.ps());
  }
  std::int64_t missing(std::int64_t at, std::int64_t bytes) const {
    return std::clamp<std::int64_t>(at + bytes - resident_, 0, bytes);
  }
  void disk(std::int64_t bytes) {
    if (bytes == 0) return;
    t_.duration_ps += m_.disk.access_time.ps();
    dma_copy(bytes, std::min(m_.disk.bandwidth, m_.dma.bandwidth));
  }
  void to_nic(std::int64_t bytes) { dma_copy(bytes, m_.dma.bandwidth); }
  void copy_or_descriptor(std::int64_t bytes) {
    if (m_.nic.scatter_gather)
      descriptor();
    else
      cpu_copy(bytes);
  }
  void map_whole_file() {
    call("mmap");
    for (std::int64_t at = 0; at < size_; at += chunk_)
      disk(missing(at, std::min(chunk_, size_ - at)));
    kernel(m_.cpu.map.ps());
  }

  void round(std::int64_t at, std::int64_t bytes) {
    const std::int64_t from_disk = missing(at, bytes);
    if (method_ == "read-write") {
      call("read"), disk(from_disk), cpu_copy(bytes);
      call("write"), cpu_copy(bytes), to_nic(bytes);
    } else if (method_ == "pio-read-write") {
      call("read");
      if (from_disk > 0) t_.duration_ps += m_.disk.access_time.ps(), pio_copy(from_disk);
      cpu_copy(bytes);
      call("write"), cpu_copy(bytes), pio_copy(bytes);
    } else if (method_ == "mmap-write") {
      call("write"), cpu_copy(bytes), to_nic(bytes);
    } else if (method_ == "sendfile") {
      call("sendfile"), disk(from_disk), copy_or_descriptor(bytes), to_nic(bytes);
    } else if (method_ == "splice") {
      call("splice"), disk(from_disk);
      call("splice"), copy_or_descriptor(bytes), to_nic(bytes);
    } else if (method_ == "vmsplice-splice") {
      call("vmsplice"), call("splice"), copy_or_descriptor(bytes), to_nic(bytes);
    } else if (method_ == "msg-zerocopy") {
      call("send"), copy_or_descriptor(bytes), to_nic(bytes), call("recvmsg");
    } else if (method_ == "io-uring") {
      call("io_uring_enter"), disk(from_disk), cpu_copy(bytes), cpu_copy(bytes), to_nic(bytes);
    } else if (method_ == "io-uring-zc") {
      call("io_uring_enter"), disk(from_disk), cpu_copy(bytes), copy_or_descriptor(bytes);
      to_nic(bytes);
    } else if (method_ == "direct-io") {
      call("read"), disk(bytes);
      call("write"), cpu_copy(bytes), to_nic(bytes);
    } else {
      throw std::logic_error("MODEL.md has no method " + method_);
    }
  }

  scenario::Machine m_;
  std::string method_;
  std::int64_t size_, chunk_, resident_ = 0;
  Totals t_;
};

} // namespace

Totals totals(const scenario::Case& which) {
  return Book(which).work_out();
}

} // namespace copyscope::closed_form

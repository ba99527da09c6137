#include "predict/primitive_operations.h"

#include "real/equipment.h"
#include "real/methods/registry.h"
#include "real/network.h"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace copyscope::predict {

namespace {

constexpr std::int64_t page = 4096;
constexpr std::int64_t fault_around = 64 << 10; // fault_around_bytes, mm/memory.c
constexpr std::int64_t memory_bytes = 32 << 20;
constexpr std::int64_t hot_bytes = 16 << 10; // source and target fit into any first-level cache
constexpr std::int64_t few_pages = 16, many_pages = 240; // a pipe of 1 MiB holds them

std::int64_t cpu_ns() {
  timespec now = {};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

/// Picoseconds of one of so many, by that clock.
template <class Make> std::int64_t ps_each(std::int64_t (*clock)(), std::int64_t times, Make make) {
  const std::int64_t begin = clock();
  for (std::int64_t i = 0; i < times; ++i)
    make(i);
  return (clock() - begin) * 1000 / times;
}

// In pages of 4 KiB, as a method's buffer or a mapped file is pinned.
real::Mapping memory_in_small_pages() {
  void* const address =
      ::mmap(nullptr, memory_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (address == MAP_FAILED) throw real::SystemError("mmap", errno);
  ::madvise(address, memory_bytes, MADV_NOHUGEPAGE);
  std::memset(address, 1, memory_bytes);
  return {address, memory_bytes};
}

std::byte* map_of(const real::SentFile& file, int also = 0) {
  void* const address =
      ::mmap(nullptr, primitive_file_bytes, PROT_READ, MAP_SHARED | also, file.file.get(), 0);
  if (address == MAP_FAILED) throw real::SystemError("mmap", errno);
  return static_cast<std::byte*>(address);
}

void touch_each(const std::byte* memory, std::int64_t stride) {
  for (std::int64_t at = 0; at < primitive_file_bytes; at += stride)
    static_cast<void>(*const_cast<const volatile std::byte*>(memory + at));
}

} // namespace

PrimitiveOperations::PrimitiveOperations(const real::SentFile& file)
    : file_(file), memory_(memory_in_small_pages()),
      null_(::open("/dev/null", O_WRONLY | O_CLOEXEC)) {
  int ends[2] = {};
  real::checked("pipe", ::pipe2(ends, O_CLOEXEC));
  pipe_ = {real::FileDescriptor(ends[0]), real::FileDescriptor(ends[1])};
  ::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
  real::checked("socketpair", ::socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends));
  sockets_ = {real::FileDescriptor(ends[0]), real::FileDescriptor(ends[1])};
  try {
    ring_.emplace(real::Ring::Zerocopy::no);
  } catch (const std::runtime_error& error) { // SystemError, NotHere
    no_ring_ = error.what();
  }
  try {
    real::enter_private_network();
    card_.emplace();
  } catch (const std::runtime_error& error) { // SystemError, NoNamespace
    no_card_ = error.what();
  }
}

PrimitiveOperations::~PrimitiveOperations() = default;

std::int64_t PrimitiveOperations::measure(Primitive primitive) {
  switch (primitive) {
  case Primitive::system_call:
    return system_call();
  case Primitive::hot_copy:
    return hot_copy();
  case Primitive::cold_copy:
    return cold_copy();
  case Primitive::read_call:
    return read_call();
  case Primitive::read_page:
    return read_page();
  case Primitive::map_page:
    return map_page();
  case Primitive::page_fault:
    return page_fault();
  case Primitive::populate:
    return populate();
  case Primitive::touch_page:
    return touch_page();
  case Primitive::unmap_page:
    return unmap_page();
  case Primitive::pipe_page:
    return pipe_page();
  case Primitive::pin_page:
    return pin_page();
  case Primitive::notification:
    return notification();
  case Primitive::uring_request:
    return uring_request();
  case Primitive::context_switch:
    return context_switch();
  case Primitive::disk_access:
    return disk_access();
  case Primitive::disk_page:
    return disk_page();
  case Primitive::pace:
    return pace();
  }
  return 0;
}

std::int64_t PrimitiveOperations::system_call() {
  return ps_each(cpu_ns, 2000, [](std::int64_t) { ::syscall(SYS_getppid); });
}

std::int64_t PrimitiveOperations::hot_copy() {
  std::byte* const memory = memory_.bytes().data();
  constexpr std::int64_t pages = hot_bytes / page;
  return ps_each(cpu_ns, 2000,
                 [&](std::int64_t) {
                   std::memcpy(memory + memory_bytes / 2, memory, hot_bytes);
                   asm volatile("" : : "r"(memory) : "memory"); // has to be done each time
                 }) /
         pages;
}

std::int64_t PrimitiveOperations::cold_copy() {
  std::byte* const memory = memory_.bytes().data();
  constexpr std::int64_t part = memory_bytes / 2;
  return ps_each(cpu_ns, 1,
                 [&](std::int64_t) {
                   for (std::int64_t at = 0; at < part; at += hot_bytes)
                     std::memcpy(memory + part, memory + at, hot_bytes);
                 }) /
         (part / page);
}

std::int64_t PrimitiveOperations::time_read(std::int64_t bytes) {
  constexpr std::int64_t most = 15 * page;
  std::int64_t at = 0;
  return ps_each(cpu_ns, primitive_file_bytes / most, [&](std::int64_t) {
    real::checked(
        "pread", ::pread(file_.file.get(), memory_.address(), static_cast<std::size_t>(bytes), at));
    at += most;
  });
}

std::int64_t PrimitiveOperations::read_call() {
  const std::int64_t whole = time_read(1);
  return whole - system_call();
}

std::int64_t PrimitiveOperations::read_page() {
  const std::int64_t few = time_read(page);
  return (time_read(15 * page) - few) / 14;
}

// Without an access there would be no page table to find and to give back, which is most of it.
std::int64_t PrimitiveOperations::map_page() {
  constexpr std::int64_t times = 100, stride = primitive_file_bytes / times / page * page;
  return ps_each(cpu_ns, times, [&](std::int64_t i) {
    void* const address =
        ::mmap(nullptr, page, PROT_READ, MAP_SHARED, file_.file.get(), i * stride);
    if (address == MAP_FAILED) throw real::SystemError("mmap", errno);
    static_cast<void>(*static_cast<const volatile std::byte*>(address));
    ::munmap(address, page);
  });
}

std::int64_t PrimitiveOperations::page_fault() {
  std::byte* const memory = map_of(file_);
  const std::int64_t time =
      ps_each(cpu_ns, 1, [&](std::int64_t) { touch_each(memory, fault_around); });
  ::munmap(memory, primitive_file_bytes);
  return time / (primitive_file_bytes / fault_around);
}

std::int64_t PrimitiveOperations::populate() {
  std::byte* memory = nullptr;
  const std::int64_t time =
      ps_each(cpu_ns, 1, [&](std::int64_t) { memory = map_of(file_, MAP_POPULATE); });
  ::munmap(memory, primitive_file_bytes);
  return time / (primitive_file_bytes / fault_around);
}

// The second access is the one that is made in any case.
std::int64_t PrimitiveOperations::touch_page() {
  std::byte* const memory = map_of(file_, MAP_POPULATE);
  const auto touch_all = [&] {
    return ps_each(cpu_ns, 1, [&](std::int64_t) { touch_each(memory, page); });
  };
  const std::int64_t first = touch_all();
  const std::int64_t second = touch_all();
  ::munmap(memory, primitive_file_bytes);
  return (first - second) / (primitive_file_bytes / page);
}

std::int64_t PrimitiveOperations::unmap_page() {
  std::byte* const memory = map_of(file_);
  touch_each(memory, page);
  return ps_each(cpu_ns, 1, [&](std::int64_t) { ::munmap(memory, primitive_file_bytes); }) /
         (primitive_file_bytes / page);
}

/// Of what `enter` puts into the pipe, each page, without what a call costs.
template <class Enter> std::int64_t PrimitiveOperations::time_through_pipe(Enter enter) {
  const std::int64_t pages = ::fcntl(pipe_[1].get(), F_GETPIPE_SZ) >= many_pages * page
                                 ? many_pages
                                 : few_pages; // an ordinary user's pipes may be limited
  const auto time = [&](std::int64_t count) {
    const auto bytes = static_cast<std::size_t>(count * page);
    const std::int64_t times = primitive_file_bytes / (many_pages * page);
    return ps_each(cpu_ns, times, [&](std::int64_t i) {
      enter(i * many_pages * page, bytes);
      for (std::size_t left = bytes; left > 0;)
        left -= static_cast<std::size_t>(real::checked(
            "splice", ::splice(pipe_[0].get(), nullptr, null_.get(), nullptr, left, 0)));
    });
  };
  const std::int64_t few = time(pages / 15);
  return (time(pages) - few) / (pages - pages / 15);
}

std::int64_t PrimitiveOperations::pipe_page() {
  return time_through_pipe([&](std::int64_t offset, std::size_t bytes) {
    for (std::size_t left = bytes; left > 0;)
      left -= static_cast<std::size_t>(real::checked(
          "splice", ::splice(file_.file.get(), &offset, pipe_[1].get(), nullptr, left, 0)));
  });
}

std::int64_t PrimitiveOperations::pin_page() {
  std::byte* const memory = map_of(file_, MAP_POPULATE);
  touch_each(memory, page);
  const std::int64_t mapped = time_through_pipe([&](std::int64_t offset, std::size_t bytes) {
    const iovec whole{memory + offset, bytes};
    real::checked("vmsplice", ::vmsplice(pipe_[1].get(), &whole, 1, 0));
  });
  ::munmap(memory, primitive_file_bytes);
  return mapped - pipe_page();
}

/// Of a send of one byte, which is always the same page's, to a card that gathers.
std::int64_t PrimitiveOperations::time_sends(std::string_view method_id) {
  if (!card_) throw std::runtime_error(no_card_);
  constexpr std::int64_t times = 512;
  const real::Method& method = *real::find_method(method_id);
  const real::FileDescriptor socket = real::socket_to_sink();
  real::Transfer transfer{file_.file.get(), socket.get(), times, 1, memory_.bytes()};
  const real::Equipment equipment(method, transfer);
  const real::Mapping mapped(map_of(file_), primitive_file_bytes);
  real::checked("lseek", ::lseek(transfer.file, 0, SEEK_SET));
  real::CallLog log({});
  real::Calls calls(log);
  if (method.maps_file) calls.lend(mapped.bytes());
  touch_each(mapped.bytes().data(), primitive_file_bytes);
  return ps_each(cpu_ns, 1, [&](std::int64_t) { method.send(calls, transfer); }) / times;
}

std::int64_t PrimitiveOperations::notification() {
  const std::int64_t noticed = time_sends("msg-zerocopy");
  return noticed - time_sends("sendfile");
}

// A byte that is read and then sent, by two linked requests with one call, beside two calls.
std::int64_t PrimitiveOperations::uring_request() {
  if (!ring_) throw std::runtime_error(no_ring_);
  constexpr std::int64_t times = 500;
  char* const byte = static_cast<char*>(memory_.address());
  const auto take = [&] { real::checked("recv", ::recv(sockets_[1].get(), byte, 1, 0)); };
  const std::int64_t linked = ps_each(cpu_ns, times, [&](std::int64_t) {
    ring_->prepare(file_.file.get(), 0, memory_.bytes().first(1), sockets_[0].get());
    real::checked("io_uring_enter", ring_->enter(ring_->completions()));
    real::Completed completed;
    ring_->collect(completed);
    take();
  });
  const std::int64_t calls = ps_each(cpu_ns, times, [&](std::int64_t) {
    real::checked("pread", ::pread(file_.file.get(), byte, 1, 0));
    real::checked("send", ::send(sockets_[0].get(), byte, 1, 0));
    take();
  });
  return (linked + system_call() - calls) / 2;
}

// Two tasks hand a byte to and fro: each hand-over is a switch, a write and a read.
std::int64_t PrimitiveOperations::context_switch() {
  constexpr int times = 200;
  int there[2] = {}, back[2] = {};
  real::checked("pipe", ::pipe2(there, O_CLOEXEC));
  const real::FileDescriptor there_out(there[0]), there_in(there[1]);
  real::checked("pipe", ::pipe2(back, O_CLOEXEC));
  const real::FileDescriptor back_out(back[0]), back_in(back[1]);
  const real::ChildProcess other([&] {
    char byte = 0;
    for (int i = 0; i < times; ++i)
      if (::read(there[0], &byte, 1) != 1 || ::write(back[1], &byte, 1) != 1) return;
  });
  char byte = 0;
  const std::int64_t to_and_fro = ps_each(real::now_ns, times, [&](std::int64_t) {
    real::checked("write", ::write(there[1], &byte, 1));
    real::checked("read", ::read(back[0], &byte, 1));
  });
  const std::int64_t calls = ps_each(real::now_ns, times, [&](std::int64_t) {
    real::checked("write", ::write(there[1], &byte, 1));
    real::checked("read", ::read(there[0], &byte, 1));
  });
  return to_and_fro / 2 - calls;
}

int PrimitiveOperations::direct_file() {
  if (file_.in_memory) throw std::runtime_error("the folder for files is in memory (tmpfs)");
  if (!direct_) {
    const std::string path = "/proc/self/fd/" + std::to_string(file_.file.get());
    direct_ = real::FileDescriptor(static_cast<int>(real::checked(
        "open with O_DIRECT", ::open(path.c_str(), O_RDONLY | O_DIRECT | O_CLOEXEC))));
  }
  return direct_.get();
}

std::int64_t PrimitiveOperations::disk_access() {
  const int file = direct_file();
  return ps_each(real::now_ns, 8, [&](std::int64_t) {
    chance_ ^= chance_ << 13;
    chance_ ^= chance_ >> 7;
    chance_ ^= chance_ << 17;
    const auto block = static_cast<std::int64_t>(chance_ % (primitive_file_bytes / page));
    real::checked("pread with O_DIRECT", ::pread(file, memory_.address(), page, block * page));
  });
}

std::int64_t PrimitiveOperations::disk_page() {
  constexpr std::int64_t long_read = 2 << 20;
  const int file = direct_file();
  const auto time = [&](std::int64_t bytes) {
    return ps_each(real::now_ns, 1, [&](std::int64_t) {
      real::checked("pread with O_DIRECT",
                    ::pread(file, memory_.address(), static_cast<std::size_t>(bytes), 0));
    });
  };
  const std::int64_t half = time(long_read / 2);
  return (time(long_read) - half) / (long_read / 2 / page);
}

// Arithmetic on registers alone: nothing else slows it.
std::int64_t PrimitiveOperations::pace() {
  return ps_each(cpu_ns, 1, [&](std::int64_t) {
    std::uint64_t value = chance_;
    for (int i = 0; i < 100'000; ++i)
      value = value * 6364136223846793005U + 1442695040888963407U;
    asm volatile("" : : "r"(value));
  });
}

} // namespace copyscope::predict

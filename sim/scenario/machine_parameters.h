// The parameters of the simulated machine, and the one table that knows their names.
//
// Presets, scenarios, `--set`, saved traces and sliders all go through parameters(): a new
// parameter is a member here and a line in the table, nothing else. Names and defaults are
// MODEL.md's.
#pragma once

#include "sim/units/bandwidth.h"
#include "sim/units/bytes.h"
#include "sim/units/time.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace copyscope::scenario {

constexpr std::int64_t largest_size = std::int64_t{1} << 48; ///< bytes; files, chunks, buffers

/// textbook: one thing at a time, the counts of the books. linux: what a 6.x kernel does.
enum class Fidelity { textbook, linux };
/// Where what is sent goes: to a receiver; or, at the level `linux`, as UDP datagrams into a card
/// that takes everything at once (REAL_MODE.md), which leaves the sender's own cost.
enum class Path { wire, sink };

struct Machine {
  std::string preset = "textbook";
  Fidelity fidelity = Fidelity::textbook;
  Path path = Path::wire;

  struct Cpu {
    Time mode_switch;         ///< each crossing between user and kernel mode
    Bandwidth copy_bandwidth; ///< CPU copies
    Time interrupt;           ///< each interrupt
    Time descriptor;          ///< each descriptor placed in the socket buffer
    Time map;                 ///< each mmap call
    Bytes pio_word;           ///< bytes moved by one programmed I/O access
    Time pio_time;            ///< one programmed I/O access
    std::int64_t cores = 1;
    Time context_switch;
    Time quantum;
    Bandwidth cold_copy_bandwidth;
    Bytes hot_set;   ///< below it a copy is hot
    Time per_call;   ///< work of a call beside its switches, look-ups and copies
    Time per_page;   ///< of each page that a call copies, describes or references
    Time per_packet; ///< of each packet that is sent
    Time softirq;    ///< of each batch of completions, after its interrupt

    friend bool operator==(const Cpu&, const Cpu&) = default;
  } cpu;

  struct Disk {
    Time access_time; ///< before each transfer
    Bandwidth bandwidth;
    std::int64_t queue_depth = 1;

    friend bool operator==(const Disk&, const Disk&) = default;
  } disk;

  struct Dma {
    Bandwidth bandwidth;

    friend bool operator==(const Dma&, const Dma&) = default;
  } dma;

  struct Nic {
    bool scatter_gather = false; ///< implies checksum offload at the textbook level
    Bandwidth line_rate;
    std::int64_t tx_ring = 1; ///< descriptors
    Bytes segment;            ///< bytes of payload a packet carries
    bool segmentation_offload = true;
    bool checksum_offload = true;
    std::int64_t interrupt_coalescing = 1; ///< completions an interrupt
    Time coalescing_time;                  ///< an interrupt comes then at the latest

    friend bool operator==(const Nic&, const Nic&) = default;
  } nic;

  struct Memory {
    Bandwidth bandwidth;

    friend bool operator==(const Memory&, const Memory&) = default;
  } memory;

  struct PageCache {
    Bytes capacity;
    Bytes readahead_max;
    Time lookup;                ///< each page
    std::int64_t run_pages = 1; ///< contiguous pages, which one descriptor covers

    friend bool operator==(const PageCache&, const PageCache&) = default;
  } page_cache;

  struct Mmap {
    Bytes fault_around;
    bool populate = false;
    Time fault;
    Time unmap_page;
    Time access; ///< each page that is copied from for the first time since it was mapped
    Bandwidth copy_bandwidth; ///< of copies from a mapping, where they are cold

    friend bool operator==(const Mmap&, const Mmap&) = default;
  } mmap;

  struct Pipe {
    Bytes capacity;
    Time page; ///< each page that vmsplice puts into one, beside finding and pinning it

    friend bool operator==(const Pipe&, const Pipe&) = default;
  } pipe;

  struct Socket {
    Bytes send_buffer;
    bool nonblocking = false;
    Time allocation;          ///< memory for a datagram, where the kernel has none at hand
    Bandwidth copy_bandwidth; ///< of copies from the page cache into it, where they are cold

    friend bool operator==(const Socket&, const Socket&) = default;
  } socket;

  struct Wire {
    Time latency; ///< one way

    friend bool operator==(const Wire&, const Wire&) = default;
  } wire;

  struct Tcp {
    std::int64_t initial_window = 10; ///< segments

    friend bool operator==(const Tcp&, const Tcp&) = default;
  } tcp;

  struct Receiver {
    Bandwidth rate;
    Bytes window;
    std::int64_t ack_every = 2; ///< segments

    friend bool operator==(const Receiver&, const Receiver&) = default;
  } receiver;

  struct Zerocopy {
    Time pin_page;
    Time notification; ///< each send's, by what it costs more than the pipe that sendfile goes by

    friend bool operator==(const Zerocopy&, const Zerocopy&) = default;
  } zerocopy;

  struct Uring {
    std::int64_t batch = 1; ///< linked pairs a call
    bool sqpoll = false;
    Time request; ///< each request, beside the call that submits it

    friend bool operator==(const Uring&, const Uring&) = default;
  } uring;

  /// What a 6.x kernel does beyond the books, each to be turned off alone; with all off the level
  /// `linux` is the textbook's, row for row.
  struct Mechanism {
    bool pages = false;    ///< work in whole pages, at a cost a call and a page; off: bytes exactly
    bool faults = false;   ///< mmap only maps; off: it brings in what it maps
    bool blocking = false; ///< who waits sleeps, and devices work meanwhile; off: the CPU waits
    bool readahead = false;   ///< off: only what is asked for
    bool pipe_limit = false;  ///< a pipe holds pipe.capacity
    bool send_buffer = false; ///< a socket holds socket.send_buffer
    bool call_limit = false;  ///< a call moves 0x7ffff000 bytes at the most
    bool cache_limit = false; ///< the page cache holds page_cache.capacity
    bool fragments = false;   ///< a descriptor for each run of pages; off: one a chunk
    bool segmentation = false;
    bool ring = false;
    bool coalescing = false;
    bool acks = false;
    bool linearize = false;
    bool merged_completions = false; ///< one notification tells of many sends
    bool direct_blocks = false;      ///< O_DIRECT reads whole blocks
    bool bus = false;                ///< copies and DMA share memory.bandwidth
    bool cold_copies = false;        ///< what was not touched lately is copied slower

    friend bool operator==(const Mechanism&, const Mechanism&) = default;
  } mechanism;

  friend bool operator==(const Machine&, const Machine&) = default;
};

/// Where a parameter's value lives; the alternative is its type.
using Slot = std::variant<Time*, Bytes*, Bandwidth*, std::int64_t*, bool*>;

struct Parameter {
  std::string_view path; ///< below `machine`: "cpu.mode_switch"
  Slot (*slot)(Machine&);
  Fidelity level;                   ///< the lowest level at which it has an effect
  bool may_be_zero;                 ///< times, mostly; a bandwidth of 0 is always refused
  std::int64_t most = largest_size; ///< the largest integer or number of bytes
};

/// Every parameter, in the order in which people read them (by group, textbook's first).
std::span<const Parameter> parameters();

/// The parameter of that path, or nullptr.
const Parameter* find_parameter(std::string_view path);

/// The value as a scenario would write it: "100 ns", "10 GB/s", "true", "4".
std::string value_of(const Machine& machine, const Parameter& parameter);

} // namespace copyscope::scenario

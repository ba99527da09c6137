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

struct Machine {
  std::string preset = "textbook";
  Fidelity fidelity = Fidelity::textbook;

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
    Bytes hot_set; ///< below it a copy is hot
    Time per_call;
    Time per_page;

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

    friend bool operator==(const Nic&, const Nic&) = default;
  } nic;

  struct Memory {
    Bandwidth bandwidth;

    friend bool operator==(const Memory&, const Memory&) = default;
  } memory;

  struct PageCache {
    Bytes capacity;
    Bytes readahead_max;
    Time lookup; ///< each page

    friend bool operator==(const PageCache&, const PageCache&) = default;
  } page_cache;

  struct Mmap {
    Bytes fault_around;
    bool populate = false;
    Time fault;
    Time unmap_page;

    friend bool operator==(const Mmap&, const Mmap&) = default;
  } mmap;

  struct Pipe {
    Bytes capacity;

    friend bool operator==(const Pipe&, const Pipe&) = default;
  } pipe;

  struct Socket {
    Bytes send_buffer;
    bool nonblocking = false;

    friend bool operator==(const Socket&, const Socket&) = default;
  } socket;

  struct Receiver {
    Bandwidth rate;

    friend bool operator==(const Receiver&, const Receiver&) = default;
  } receiver;

  struct Zerocopy {
    Time pin_page;

    friend bool operator==(const Zerocopy&, const Zerocopy&) = default;
  } zerocopy;

  struct Uring {
    std::int64_t batch = 1; ///< linked pairs a call
    bool sqpoll = false;

    friend bool operator==(const Uring&, const Uring&) = default;
  } uring;

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

// The methods that real mode has. Adding one: its file in this folder and a line in registry.cpp.
#pragma once

#include "real/calls.h"
#include "real/methods/transfer.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace copyscope::real {

/// What a method needs beside file, socket and buffer.
enum class Need : std::uint8_t {
  nothing,
  pipe,
  zerocopy_socket, ///< SO_ZEROCOPY
  ring,            ///< io_uring
  zerocopy_ring,   ///< io_uring, and the buffer registered with it
  direct_file      ///< O_DIRECT
};

struct Method {
  std::string_view id;
  void (*send)(Calls&, const Transfer&);
  /// Whether sending hands pages of the page cache to the socket, so that the CPU copies them only
  /// where the card cannot gather. What write() is given is copied in any case.
  bool sends_references;
  bool needs_buffer; ///< whether it goes through Transfer::buffer
  bool maps_file;
  Call sends_with;
  Need need = Need::nothing;

  /// Whether it asks the kernel not to copy, which then says of each send whether it has.
  bool asks_for_zerocopy() const {
    return need == Need::zerocopy_socket || need == Need::zerocopy_ring;
  }
  bool is_direct() const { return need == Need::direct_file; } ///< goes past the page cache
  /// The call that brings the file's bytes into the buffer of a method that needs one.
  Call reads_with() const {
    return sends_with == Call::io_uring_enter ? Call::io_uring_enter : Call::read;
  }
  /// The call that needs the file's bytes in the page cache, or brings them past it.
  Call touches_with() const {
    if (need == Need::pipe) return maps_file ? Call::vmsplice : Call::splice_in;
    return needs_buffer ? reads_with() : sends_with;
  }
};

/// The method of that id, or nullptr where real mode does not have it.
const Method* find_method(std::string_view id);

/// Why real mode cannot have the method of that id; empty where it has, or where there is none.
std::string_view why_missing(std::string_view id);

void read_write(Calls& calls, const Transfer& transfer);
void mmap_write(Calls& calls, const Transfer& transfer);
void send_file(Calls& calls, const Transfer& transfer);
void splice(Calls& calls, const Transfer& transfer);
void vmsplice_splice(Calls& calls, const Transfer& transfer);
void msg_zerocopy(Calls& calls, const Transfer& transfer);
void io_uring(Calls& calls, const Transfer& transfer);
void direct_io(Calls& calls, const Transfer& transfer);

} // namespace copyscope::real

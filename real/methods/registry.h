// The methods that real mode has. Adding one: its file in this folder and a line in registry.cpp.
#pragma once

#include "real/calls.h"
#include "real/methods/transfer.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace copyscope::real {

struct Method {
  std::string_view id;
  void (*send)(Calls&, const Transfer&);
  /// Whether sending hands pages of the page cache to the socket, so that the CPU copies them only
  /// where the card cannot gather. What write() is given is copied in any case.
  bool sends_references;
  bool needs_buffer; ///< whether it goes through Transfer::buffer
};

/// The method of that id, or nullptr where real mode does not have it.
const Method* find_method(std::string_view id);

void read_write(Calls& calls, const Transfer& transfer);
void mmap_write(Calls& calls, const Transfer& transfer);
void send_file(Calls& calls, const Transfer& transfer);

} // namespace copyscope::real

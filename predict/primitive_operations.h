// How each primitive is measured: by one round, in the process that calls.
#pragma once

#include "predict/primitives.h"
#include "real/ring.h"
#include "real/sent_file.h"
#include "real/sink/card.h"
#include "real/system.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::predict {

inline constexpr std::int64_t primitive_file_bytes = 30 << 20; ///< whole reads of 60 KiB

class PrimitiveOperations {
public:
  /// The file is of primitive_file_bytes, in the page cache, and outlives this.
  explicit PrimitiveOperations(const real::SentFile& file);
  ~PrimitiveOperations();
  PrimitiveOperations(const PrimitiveOperations&) = delete;
  PrimitiveOperations& operator=(const PrimitiveOperations&) = delete;

  /// One round: picoseconds for one of it. Throws std::runtime_error where it is not to be had
  /// here.
  std::int64_t measure(Primitive primitive);

private:
  std::int64_t system_call();
  std::int64_t hot_copy();
  std::int64_t cold_copy();
  std::int64_t read_call();
  std::int64_t read_page();
  std::int64_t map_page();
  std::int64_t page_fault();
  std::int64_t populate();
  std::int64_t touch_page();
  std::int64_t unmap_page();
  std::int64_t pipe_page();
  std::int64_t pin_page();
  std::int64_t notification();
  std::int64_t uring_request();
  std::int64_t context_switch();
  std::int64_t disk_access();
  std::int64_t disk_page();
  std::int64_t pace();

  std::int64_t time_read(std::int64_t bytes);
  template <class Enter> std::int64_t time_through_pipe(Enter enter);
  std::int64_t time_sends(std::string_view method);
  int direct_file();

  const real::SentFile& file_;
  real::Mapping memory_; ///< of this process, in small pages
  std::array<real::FileDescriptor, 2> pipe_, sockets_;
  real::FileDescriptor null_, direct_;
  std::optional<real::Ring> ring_;
  std::string no_ring_;                      ///< why there is none
  std::optional<real::SinkCard> card_;       ///< in a private network, where this process then is
  std::string no_card_;                      ///< why there is none
  std::uint64_t chance_ = 88172645463325252; ///< xorshift
};

} // namespace copyscope::predict

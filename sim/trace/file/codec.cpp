#include "sim/trace/file/codec.h"

#include "sim/trace/file/format.h"

#include <cstring>
#include <memory>

#ifdef COPYSCOPE_HAS_ZSTD
#include <zstd.h>
#endif

namespace copyscope::trace::file {

namespace {

[[noreturn]] void other_length() {
  throw Damaged{"it unpacks to another length"};
}

#ifdef COPYSCOPE_HAS_ZSTD
constexpr int level = 3;

// Both cost more to make than a column costs to pack. They hold no state from one use to the next.
ZSTD_CCtx& packer() {
  thread_local const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(
      ZSTD_createCCtx(), ZSTD_freeCCtx);
  if (!context) throw std::bad_alloc();
  return *context;
}
ZSTD_DCtx& unpacker() {
  thread_local const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(
      ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (!context) throw std::bad_alloc();
  return *context;
}

void unpack_zstd(std::string_view packed, void* into, std::size_t bytes) {
  const std::size_t got =
      ZSTD_decompressDCtx(&unpacker(), into, bytes, packed.data(), packed.size());
  if (ZSTD_isError(got)) throw Damaged{std::string("zstd says: ") + ZSTD_getErrorName(got)};
  if (got != bytes) other_length();
}
#else
void unpack_zstd(std::string_view, void*, std::size_t) {
  throw Damaged{"it is packed with zstd, which this build of Copyscope lacks"};
}
#endif

} // namespace

Packed pack(std::string_view bytes) {
#ifdef COPYSCOPE_HAS_ZSTD
  thread_local std::string packed;
  packed.resize(ZSTD_compressBound(bytes.size()));
  const std::size_t got =
      ZSTD_compressCCtx(&packer(), packed.data(), packed.size(), bytes.data(), bytes.size(), level);
  if (!ZSTD_isError(got) && got < bytes.size()) return {"zstd", {packed.data(), got}};
#endif
  return {"raw", bytes};
}

void unpack(std::string_view codec, std::string_view packed, void* into, std::size_t bytes) {
  if (codec == "zstd") return unpack_zstd(packed, into, bytes);
  if (codec != "raw")
    throw Damaged{"it is packed with `" + std::string(codec.substr(0, 32)) +
                  "`, which this version of Copyscope does not know"};
  if (packed.size() != bytes) other_length();
  if (bytes != 0) std::memcpy(into, packed.data(), bytes);
}

} // namespace copyscope::trace::file

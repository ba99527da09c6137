#include "export/paper/canvas/png.h"

#include <cmath>
#include <png.h>
#include <stdexcept>
#include <zlib.h>

namespace copyscope::exports {

namespace {

constexpr std::size_t after_header = 33; ///< bytes: the signature, and the chunk IHDR

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    bytes += static_cast<char>(number >> shift);
  return bytes;
}

/// The chunk pHYs, which libpng's simple interface cannot write (PNG specification, 11.3.5.3).
std::string resolution_chunk(int dpi) {
  const auto per_metre = static_cast<std::uint32_t>(std::lround(dpi / 0.0254));
  const std::string content = "pHYs" + big_endian(per_metre) + big_endian(per_metre) + '\1';
  const auto sum = static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
  return big_endian(9) + content + big_endian(sum);
}

} // namespace

std::string png_of(std::span<const std::uint8_t> pixels, int width, int height, int dpi) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  std::string file;
  const auto encode = [&](void* memory) {
    if (!png_image_write_to_memory(&image, memory, &size, 0, pixels.data(), 0, nullptr))
      throw std::runtime_error(std::string("cannot make a PNG file: ") + image.message);
  };
  encode(nullptr);
  file.resize(size);
  encode(file.data());
  file.resize(size);
  if (dpi > 0) file.insert(after_header, resolution_chunk(dpi));
  return file;
}

} // namespace copyscope::exports

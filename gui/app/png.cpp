#include "gui/app/png.h"

#include <png.h>
#include <stdexcept>

namespace copyscope::gui {

std::string png_of(std::span<const std::uint8_t> pixels, int width, int height) {
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
  return file;
}

} // namespace copyscope::gui

// Pixels as a PNG file.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace copyscope::exports {

/// Red, green, blue, a byte each, from the top left on. With `dpi` above 0 the file says how large
/// it is on paper. Throws std::runtime_error.
std::string png_of(std::span<const std::uint8_t> pixels, int width, int height, int dpi = 0);

} // namespace copyscope::exports

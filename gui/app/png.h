// A picture as a PNG file, that appears whole or not at all.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace copyscope::gui {

/// Red, green, blue, a byte each, from the top left on. Throws std::runtime_error.
std::string png_of(std::span<const std::uint8_t> pixels, int width, int height);

} // namespace copyscope::gui

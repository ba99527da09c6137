// What is for the clipboard: text, or a picture.
#pragma once

#include <string>
#include <string_view>

namespace copyscope::gui {

struct Copied {
  std::string data;
  std::string type = "text/plain"; ///< "image/png", "image/svg+xml"

  bool is_picture() const { return type.starts_with("image/"); }
};

/// By the extension of a file that would hold it.
inline std::string copied_type(std::string_view extension) {
  if (extension == ".png") return "image/png";
  if (extension == ".svg") return "image/svg+xml";
  return "text/plain";
}

} // namespace copyscope::gui

// Why there is no window.
#pragma once

#include <stdexcept>

namespace copyscope::gui {

/// There is no display, or none that can do what is needed: what() says how to get one.
class DisplayError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace copyscope::gui

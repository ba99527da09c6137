// The pane that explains the method of the shown case: whether it is open, and what simulating the
// method has found. Plain state.
#pragma once

#include "figure/words/explanation.h"

#include <functional>
#include <string>
#include <string_view>

namespace copyscope::gui {

class Explained {
public:
  using Find = std::function<figure::MethodFacts(std::string_view method)>;

  bool is_open() const { return is_open_; }
  void toggle() { is_open_ = !is_open_; }
  void close() { is_open_ = false; }
  /// The method that is shown now. `find` is asked once for each, while the pane is open.
  void settle(const std::string& method, const Find& find) {
    if (!is_open_ || method == method_) return;
    method_ = method;
    facts_ = find && !method.empty() ? find(method) : figure::MethodFacts();
  }

  const std::string& method() const { return method_; } ///< its id
  const figure::MethodFacts& facts() const { return facts_; }

  static constexpr auto list = "explain"; ///< its name among those that scroll

private:
  bool is_open_ = false;
  std::string method_;
  figure::MethodFacts facts_;
};

} // namespace copyscope::gui

// The methods that there are. Adding one: its file in this folder, its texts in
// assets/methods/ID.toml, and one line each in methods.h and registry.cpp.
#pragma once

#include "sim/engine/engine.h"
#include "sim/machine/process.h"

#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::methods {

/// A way to send a file: a task over the machine that reads like the page of the textbook.
struct Method {
  std::string_view id;
  engine::Task (*send)(machine::Machine&, machine::Process&);
  std::vector<trace::Buffer> buffers; ///< those that the bytes pass, in the order of the path
  bool maps_file = false;             ///< the whole file is mapped into the user buffer
};

class Registry {
public:
  Registry() = default;
  explicit Registry(std::vector<Method> methods) : methods_(std::move(methods)) {}

  void add(Method method) { methods_.push_back(std::move(method)); }
  /// The method of that id, or nullptr.
  const Method* find(std::string_view id) const;
  const std::vector<Method>& all() const { return methods_; }

private:
  std::vector<Method> methods_;
};

/// Every method that ships, in the order of MODEL.md's table.
const Registry& all_methods();

} // namespace copyscope::methods

#include "real/methods/registry.h"

#include <algorithm>
#include <array>

namespace copyscope::real {

namespace {

constexpr std::array methods{
    Method{"read-write", read_write, false, true},
    Method{"mmap-write", mmap_write, false, false},
    Method{"sendfile", send_file, true, false},
};

} // namespace

const Method* find_method(std::string_view id) {
  const auto found = std::ranges::find(methods, id, &Method::id);
  return found == methods.end() ? nullptr : &*found;
}

} // namespace copyscope::real

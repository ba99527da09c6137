#include "export/formats.h"

#include "export/data/formats_of_data.h"
#ifdef COPYSCOPE_HAS_PAPER
#include "export/formats_drawn.h"
#endif

#include <algorithm>

namespace copyscope::exports {

const std::vector<Format>& formats() {
  static const std::vector<Format> all = [] {
    std::vector<Format> list;
#ifdef COPYSCOPE_HAS_PAPER
    list = formats_drawn();
#endif
    const std::vector<Format> data = formats_of_data();
    list.insert(list.end(), data.begin(), data.end());
    return list;
  }();
  return all;
}

const Format* find_format(std::string_view id) {
  const auto found = std::ranges::find(formats(), id, &Format::id);
  return found == formats().end() ? nullptr : &*found;
}

} // namespace copyscope::exports

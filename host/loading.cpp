#include "host/loading.h"

#include "host/huge_pages.h"

#include <utility>

namespace copyscope::host {

trace::Loading loading() {
  trace::Loading how;
  how.memory = huge_pages();
  how.beside = [](std::function<void()> work) {
    return std::async(std::launch::async, std::move(work));
  };
  return how;
}

} // namespace copyscope::host

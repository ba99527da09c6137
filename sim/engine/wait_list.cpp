#include "sim/engine/wait_list.h"

namespace copyscope::engine {

std::size_t WaitList::size() const {
  std::size_t count = 0;
  for (const Link* link = line_.next; link != &line_; link = link->next)
    ++count;
  return count;
}

void WaitList::add(Waiter& waiter, Promise::Handle task, std::optional<Time> limit) {
  waiter.task_ = &task.promise();
  if (limit) {
    require(*limit >= Time(), "a time limit is not negative");
    engine_.schedule_.insert(task.promise(), engine_.now() + *limit);
  }
  line_.append(waiter);
}

void WaitList::wake(Waiter& waiter) {
  waiter.unlink();
  Promise& task = *waiter.task_;
  if (task.scheduled()) engine_.schedule_.remove(task);
  engine_.schedule_.insert(task, engine_.now());
}

} // namespace copyscope::engine

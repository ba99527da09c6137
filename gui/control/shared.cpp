#include "gui/control/shared.h"

#include <algorithm>
#include <utility>

namespace copyscope::gui {

Shared::Shared(Services services, Choices kept, Stamper stamp)
    : session(std::move(services), std::move(stamp)), real(session.services().real),
      crossover(session.services().crossover, kept.crossover_over), choices(std::move(kept)),
      export_dialog(session.services().exporter, choices.exports, session.own_files()),
      browser(session.services().folders) {
  player.set_speed(choices.speed);
  player.set_stop_after_each_step(choices.stop_after_each_step);
  player.set_story_time(choices.story_time);
}

bool Shared::in_race() const {
  return shown && (choices.view == View::compare || choices.view == View::real);
}

bool Shared::presents_race() const {
  return choices.presenting && choices.view == View::compare;
}

trace::FlowId Shared::front() const {
  return shown && choices.flow < shown->tables().flows.size() ? choices.flow : 0;
}

double Shared::place_of_cursor() const {
  if (!shown) return 0;
  const auto share = [](Time part, Time whole) {
    return whole == Time() ? 0 : static_cast<double>(part.ps()) / static_cast<double>(whole.ps());
  };
  if (in_race()) return share(race.clock(), race.scale());
  if (player.in_story_time())
    return story->length() > 0 ? std::clamp(player.place() / story->length(), 0.0, 1.0) : 0;
  return share(player.cursor().time, shown->end());
}

void Shared::show_case(std::size_t index) {
  if (index == session.shown_case() || !session.show_case(index)) return;
  player.pause();
  branch.clear();
  choices.part.clear();
}

void Shared::follow(std::int64_t offset) {
  choices.follow = std::clamp<std::int64_t>(offset, 0, scenario::largest_size);
  player.follow(Player::Byte{front(), Bytes(choices.follow)});
}

} // namespace copyscope::gui

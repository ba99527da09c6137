// Somebody at the keyboard: sees the window as it would be drawn, and what is pressed, typed and
// clicked does what it does there.
#pragma once

#include "gui/control/attention.h"
#include "gui/control/field_problem.h"
#include "gui/control/input.h"
#include "gui/paint/fonts.h"
#include "gui/views/attention_view.h"
#include "gui/views/panes.h"

#include <fmt/format.h>

namespace copyscope::gui {

class Typist {
public:
  Typist(Controller& controller, const std::vector<Listed>& catalog, const FontFaces& fonts)
      : controller_(controller), catalog_(catalog), fonts_(fonts), picture(fonts),
        attention(fonts, help()) {}

  static constexpr figure::Box surface{0, 0, 1280, 800};

  void look() {
    picture = draw_window(scene_of(controller_, catalog_), surface, style(), nullptr);
    attention.settle(picture, surface);
  }
  figure::Style style() const {
    return {figure::dark_theme(), fonts_, controller_.choices().language};
  }
  figure::Picture over() const {
    return attention_picture(attention, picture, surface, figure::dark_theme(), fonts_);
  }

  void key(std::string_view key, bool shift = false, bool ctrl = false) {
    const Attention::Reply reply = attention.key(key, shift, ctrl);
    perform(reply.actions);
    if (reply.passes) controller_.key(key, shift, ctrl);
    look();
  }
  void type(std::u32string_view text) {
    for (const char32_t character : text) {
      const Attention::Reply reply = attention.type(character);
      perform(reply.actions);
      if (reply.passes && character > U' ' && character < 127)
        controller_.key(std::string(1, static_cast<char>(character)), false, false);
      look();
    }
  }
  void click(figure::Point at) {
    perform(attention.press(at));
    look();
    perform(input_.press(at, Button::left, picture));
    perform(input_.release(at, Button::left, picture));
    look();
  }
  /// On the first region of that name whose text begins so.
  void click_on(std::string_view name, std::string_view text = {}) {
    for (const figure::Region& region : picture.regions())
      if (region.action.name == name && region.action.text.starts_with(text))
        return click(region.box.center());
    throw std::runtime_error(fmt::format("nothing asks for {} {}", name, text));
  }

private:
  FieldHelp help() {
    FieldHelp help;
    help.problem_with = [this](const Action& typed) {
      const auto problem = field_problem(controller_, typed);
      return problem ? figure::filled("window.field." + problem->key,
                                      controller_.choices().language, problem->values)
                     : std::string();
    };
    help.completed = [this](const std::string&, const std::string& path) {
      return completed(controller_.browser().folders(), path);
    };
    return help;
  }
  void perform(const std::vector<Action>& actions) {
    for (const Action& action : actions)
      controller_.perform(action);
    while (controller_.work(1'000'000)) {
    }
  }

  Controller& controller_;
  const std::vector<Listed>& catalog_;
  const FontFaces& fonts_;
  Input input_;

public:
  figure::Picture picture;
  Attention attention;
};

} // namespace copyscope::gui

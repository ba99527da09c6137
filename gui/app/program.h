// The program as the main loop sees it: the controller and the views behind one Application.
#pragma once

#include "gui/app/application.h"
#include "gui/app/run.h"
#include "gui/control/controller.h"
#include "gui/session/catalog.h"

namespace copyscope::gui {

class Program final : public Application {
public:
  /// The measure has to outlive it.
  Program(const Options& options, const Services& services, const figure::Measure& measure);

  /// Works until all is simulated, and comes to rest where the options say.
  void settle();

  figure::Picture lay_out(figure::Box surface, const figure::Action* hovered) override;
  void perform(const figure::Action& action) override {
    controller_.perform(action);
    may_have_chosen_ = true;
  }
  void key(std::string_view key, bool shift, bool ctrl) override {
    controller_.key(key, shift, ctrl);
    may_have_chosen_ = true;
  }
  bool tick(double seconds) override;
  bool is_busy() const override { return controller_.is_busy(); }

  std::string problem_with(const figure::Action& typed) const override;
  std::string completed(const std::string& key, const std::string& path) const override;

  std::optional<Copied> take_copied() override { return controller_.take_copied(); }

  const figure::Theme& theme() const override;
  float type_size() const override;
  std::string title() const override;
  bool fills_screen() const override { return controller_.choices().presenting; }
  bool wants_to_quit() const override { return controller_.wants_to_quit(); }
  nlohmann::ordered_json state() const override;

  const Choices& choices() const { return controller_.choices(); }
  void set_window(const Geometry& geometry) { controller_.set_window(geometry); }

private:
  void take_asked();
  void take_place();
  void keep_choices();

  const figure::Measure& measure_;
  Controller controller_;
  std::vector<Listed> catalog_;
  std::string choices_path_;     ///< empty: nothing is remembered
  std::string kept_;             ///< what is written there
  bool may_have_chosen_ = true;  ///< something has been done since
  std::optional<Options> asked_; ///< until what was asked for is open
  std::optional<Time> at_;       ///< where to go once the trace is there
  std::optional<std::int64_t> step_;
  bool takes_slide_ = false; ///< of the place or the case that was asked for
};

} // namespace copyscope::gui

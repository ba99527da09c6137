// What the window is handed: the simulator, the worker for real runs, the names that scenarios may
// use, and what is known of this machine.
#ifdef COPYSCOPE_HAS_WINDOW
#pragma once

#include "gui/session/crossover_service.h"
#include "gui/session/services.h"

#include <memory>

namespace copyscope::host {

class WindowServices {
public:
  /// To be made before there is a window: where this build has real runs, it forks their process.
  /// A picture has no use for real runs, nor for files that are read while it goes on.
  explicit WindowServices(bool for_window = true);

  /// Of this object; it has to outlive whoever holds them.
  const gui::Services& services() const { return services_; }

private:
  std::unique_ptr<trace::Producer> simulator_;
  std::unique_ptr<gui::RealRunner> real_;
  std::unique_ptr<gui::CrossoverMeter> crossover_;
  std::unique_ptr<gui::Exporter> exporter_;
  std::unique_ptr<gui::Opener> opener_;
  gui::Services services_;
};

/// $XDG_CONFIG_HOME/copyscope/window.json, or below ~/.config; empty where there is no such place.
std::string choices_path();

} // namespace copyscope::host
#endif

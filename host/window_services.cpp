#ifdef COPYSCOPE_HAS_WINDOW
#include "host/window_services.h"

#include "host/crossover_worker.h"
#include "host/huge_pages.h"
#include "host/loading.h"
#include "host/own_card.h"
#include "host/real_worker.h"
#include "host/window_exporter.h"
#include "host/window_opener.h"
#include "program/catalog.h"
#include "program/formulas.h"
#include "program/loading.h"
#include "sim/methods/registry.h"
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"

#include <system_error>

namespace copyscope::host {

namespace {

/// Runs begin at once. How many rows they would have is not counted beforehand, which takes seconds
/// at the kernel's level: the window itself stops keeping them where they become too many.
class AtOnce final : public trace::Producer {
public:
  std::unique_ptr<trace::Run> start(const scenario::Scenario& scenario, const scenario::Case& which,
                                    trace::TraceSink& sink) override {
    return std::make_unique<simulate::Simulation>(scenario, which, methods::all_methods(), sink);
  }
};

} // namespace

WindowServices::WindowServices(bool for_window) : simulator_(std::make_unique<AtOnce>()) {
#ifdef COPYSCOPE_HAS_REAL
  // A process that cannot be had is no reason to have no window.
  try {
    if (for_window) {
      const auto connection = std::make_shared<Connection>();
      real_ = std::make_unique<RealWorker>(connection, huge_pages());
      crossover_ = std::make_unique<CrossoverWorker>(connection);
    } else {
      real_ = std::make_unique<NoWorker>("a picture runs nothing");
    }
  } catch (const std::system_error& error) {
    real_ = std::make_unique<NoWorker>(error.what());
  }
#endif
  exporter_ = std::make_unique<WindowExporter>();
  services_.exporter = exporter_.get();
  if (for_window) opener_ = std::make_unique<WindowOpener>(loading());
  services_.opener = opener_.get();
  services_.simulator = simulator_.get();
  services_.real = real_.get();
  services_.crossover = crossover_.get();
  services_.memory = huge_pages();
  services_.count = [](const scenario::Scenario& scenario, const scenario::Case& which) {
    const simulate::Outcome outcome = simulate::outcome_of(scenario, which, methods::all_methods());
    return gui::Counted{
        analysis::result_of(which, outcome.ledger, outcome.calls_by_name, outcome.duration),
        outcome.ledger, outcome.spans};
  };
  services_.explain = program::facts_of_method;
  services_.vocabulary = &program::vocabulary();
  services_.presets = program::find_preset;
  services_.find = [](const std::string& name) {
    program::ScenarioFile file = program::find_scenario(name);
    return gui::ScenarioText{std::move(file.name), std::move(file.text), file.ships};
  };
  services_.folders = gui::folders_of_this_machine();
  services_.shipped = program::shipped_ids();
  services_.scatter_gather = scatter_gather_line(own_interface());
}

std::string choices_path() {
  const std::string folder = program::own_folder();
  return folder.empty() ? folder : folder + "/window.json";
}

} // namespace copyscope::host
#endif

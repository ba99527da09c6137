#include "cli/chart.h"

#include "cli/comparison_text.h"
#include "cli/output.h"
#include "export/canvas/pango_measure.h"
#include "export/cost_sheet.h"
#include "figure/wording.h"

namespace copyscope::cli {

void save_chart(const scenario::Scenario& scenario, const std::vector<Simulated>& cases,
                const std::string& path, assets::Language language) {
  std::vector<figure::CostBar> bars;
  for (const Simulated& each : cases)
    bars.push_back({each.which->title.in(language), each.result,
                    analysis::time_split(simulate_trace(scenario, *each.which))});
  const std::string about =
      has_one_workload(cases)
          ? figure::filled("table.workload", language,
                           figure::workload_values(cases.front().which->workload, language))
          : std::string();
  exports::Options options;
  options.language = language;
  Output file(path);
  exports::write_svg(
      exports::cost_sheet(scenario, std::move(bars), about, options, exports::PangoMeasure()),
      [&](std::string_view piece) { file.write(piece); });
  file.commit();
}

} // namespace copyscope::cli

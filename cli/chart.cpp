#include "cli/chart.h"

#include "cli/exit_status.h"
#include "cli/terminal/comparison_text.h"
#include "cli/terminal/progress.h"
#include "export/paper/canvas/pango_measure.h"
#include "export/paper/sheets.h"
#include "figure/words/wording.h"
#include "host/output.h"
#include "program/running.h"

#include <fmt/format.h>

namespace copyscope::cli {

void save_chart(const scenario::Scenario& scenario, const analysis::Report& report,
                const std::string& path, const exports::Options& options) {
  const assets::Language language = options.language;
  std::vector<figure::CostBar> bars;
  for (const analysis::CaseReport& each : report.cases) {
    const scenario::Case& which = *scenario.find(each.id());
    bars.push_back({which.title.in(language), each.result,
                    analysis::time_split(simulate_with_bar(scenario, which))});
  }
  const std::string about =
      has_one_workload(scenario, report)
          ? figure::workload_line(scenario.find(report.cases.front().id())->workload, language)
          : std::string();
  host::Output file(path);
  const exports::PangoMeasure measure;
  try {
    exports::write_svg(exports::cost_sheet(scenario, std::move(bars), about, options,
                                           exports::in_pixels(960), measure),
                       [&](std::string_view piece) { file.write(piece); });
  } catch (const exports::BadOptions& error) {
    throw UsageError(fmt::format("--chart: {}", error.what()));
  }
  file.commit();
}

} // namespace copyscope::cli

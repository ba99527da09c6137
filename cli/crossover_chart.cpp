#include "cli/crossover_chart.h"

#include "cli/exit_status.h"
#include "export/paper/canvas/pango_measure.h"
#include "export/paper/crossover_sheet.h"
#include "host/output.h"

#include <fmt/format.h>

namespace copyscope::cli {

void save_crossover_chart(const analysis::Crossover& crossover, const std::string& path,
                          const exports::Options& options) {
  host::Output file(path);
  const exports::PangoMeasure measure;
  try {
    exports::write_svg(
        exports::crossover_sheet(crossover, options, exports::in_pixels(960), measure),
        [&](std::string_view piece) { file.write(piece); });
  } catch (const exports::BadOptions& error) {
    throw UsageError(fmt::format("--chart: {}", error.what()));
  }
  file.commit();
}

} // namespace copyscope::cli

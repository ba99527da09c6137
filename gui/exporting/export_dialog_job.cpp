// What the export dialog comes to: runs, options, and where the file goes.
#include "figure/timeline/timeline_layout.h"
#include "gui/exporting/export_dialog.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace copyscope::gui {

namespace {

/// "-perfetto": what tells a format's files from those of another with the same extension.
std::string distinction(const exports::Format& format) {
  const auto same = [&](const exports::Format& other) {
    return other.extension == format.extension;
  };
  if (format.extension.substr(1) == format.id ||
      std::ranges::count_if(exports::formats(), same) < 2)
    return {};
  std::string_view id = format.id;
  if (id.ends_with(fmt::format("-{}", format.extension.substr(1))))
    id.remove_suffix(format.extension.size()); // of "animated-svg"
  return fmt::format("-{}", id);
}

} // namespace

exports::Runs ExportDialog::runs() const {
  exports::Runs runs;
  for (const ExportSubject::Run& run : subject_.runs)
    if (run.trace && has_case(run.id)) runs.push_back(run.trace);
  return runs;
}

void ExportDialog::read_lanes() {
  exports::Runs runs = this->runs();
  if (runs == read_) return;
  read_ = std::move(runs);
  lanes_.clear();
  for (const auto& trace : read_)
    for (const trace::LaneId lane : figure::lanes_in_order(*trace))
      if (const std::string& name = trace->lanes()[lane].name;
          std::ranges::find(lanes_, name) == lanes_.end())
        lanes_.push_back(name);
}

bool ExportDialog::has_lane(std::string_view name) const {
  const bool is_of_others = std::ranges::none_of(choices_.lanes, [&](const std::string& each) {
    return std::ranges::find(lanes_, each) != lanes_.end();
  });
  return is_of_others || std::ranges::find(choices_.lanes, name) != choices_.lanes.end();
}

exports::Options ExportDialog::options() const {
  const exports::Takes& takes = format().takes;
  exports::Options options;
  if (takes.range && range() == ExportRange::shown) {
    options.from = subject_.shown_from;
    options.to = subject_.shown_to;
  }
  if (takes.range && range() == ExportRange::marked)
    std::tie(options.from, options.to) = *subject_.marked;
  if (takes.language && chosen(ExportControl::language) == 1)
    options.language = figure::Language::zh;
  if (takes.time) options.in_story = chosen(ExportControl::time) == 0;
  if (takes.width) options.width = choices_.typed_width().value_or(std::nullopt);
  if (takes.type) options.type = choices_.typed_type().value_or(std::nullopt);
  if (takes.plain) options.is_plain = choices_.is_plain;
  if (takes.moment) options.moment = subject_.moment;
  if (takes.moment) options.front = subject_.front;
  if (takes.theme) options.theme = choices_.theme;
  if (takes.dpi) options.dpi = choices_.typed_dpi().value_or(0);
  if (takes.handout) options.handout = choices_.handout;
  if (!takes.lanes) return options;
  for (const std::string& lane : lanes_)
    if (has_lane(lane)) options.lanes.push_back(lane);
  if (options.lanes.size() == lanes_.size()) options.lanes.clear();
  return options;
}

ExportJob ExportDialog::job(ExportJob::Aim aim, std::size_t most_bytes) const {
  return {&format(), runs(),    options(), aim, aim == ExportJob::Aim::file ? file() : "",
          false,     most_bytes};
}

/// "four-ways-read-write", "four-ways" where several are in it.
std::string ExportDialog::suggested_stem() const {
  const ExportSubject::Run* const shown = shown_run();
  if (!shown) return {};
  std::string stem = subject_.scenario;
  if (runs().size() < 2) stem += "-" + shown->id;
  return subject_.is_real ? stem + "-real" : stem;
}

std::string ExportDialog::path() const {
  if (typed_) return *typed_;
  const std::string& folder = choices_.folder.empty() ? subject_.folder : choices_.folder;
  return fmt::format("{}{}{}{}", folder, suggested_stem(), distinction(format()),
                     format().extension);
}

void ExportDialog::look_at_path() {
  std::string path = file();
  if (path == looked_at_) return;
  replaces_ = own_files_.is_anothers(path);
  looked_at_ = std::move(path);
}

bool ExportDialog::asks_first() {
  looked_at_.clear();
  look_at_path();
  return problem().empty() && replaces_;
}

std::string ExportDialog::file() const {
  return whole_path(path(), format().extension);
}

} // namespace copyscope::gui

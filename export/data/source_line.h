// What an export says of where it comes from: scenario, case, level, program. No dates, so that the
// same run gives the same bytes.
#pragma once

#include "assets/assets.h"
#include "export/data/format.h"
#include "figure/kit/characters.h"
#include "sim/trace/header.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::exports {

/// For programs: ("program", "copyscope 0.1.0"), ("scenario", "four-ways"), ("case", …), ….
std::vector<std::pair<std::string, std::string>> provenance(const trace::Header& header);

/// The title of a diagram: the scenario's and the case's, or the run's own.
std::string title_of(const trace::Header& header, assets::Language language);

/// For people: "four-ways, case read-write; simulated at the textbook level; Copyscope 0.1.0".
std::string source_line(const trace::Header& header, assets::Language language);
/// Where figures come from.
struct Origin {
  std::string scenario; ///< its id; empty where there is none
  std::vector<std::string> cases;
  trace::Source source = trace::Source::simulated;
  scenario::Fidelity fidelity = scenario::Fidelity::textbook;
  std::string title{};        ///< of the run, for one without a scenario
  bool levels_differ = false; ///< some cases are simulated at the other level than `fidelity`
  std::int64_t lost = 0;      ///< rows that are missing in between
  bool is_cut = false;        ///< at its start or its end
};
std::string source_line(const Origin& origin, assets::Language language);
/// That of several runs of a scenario, which come from the same source, at whichever level.
Origin origin_of(const Runs& runs, assets::Language language);
/// The same of several runs of a scenario, which come from the same source.
std::string source_line(const Runs& runs, assets::Language language);

/// For who reads a figure in a paper, where ids mean nothing: "Simulated at the textbook level by
/// Copyscope 0.1.0."
std::string origin_line(const Origin& origin, assets::Language language);
std::string origin_line(const trace::Header& header, assets::Language language);

using figure::on_one_line;

} // namespace copyscope::exports

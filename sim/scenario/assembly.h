// Putting a scenario together from a document: header, cases from their layers, lessons, questions.
#pragma once

#include "sim/scenario/names.h"
#include "sim/scenario/overrides.h"
#include "sim/scenario/presets.h"

#include <set>
#include <vector>

namespace copyscope::scenario {

/// Reads `[[case]]`: each from preset, `[machine]` and `[workload]`, its own overrides, and
/// settings.
class CaseReader {
public:
  CaseReader(const Node& root, const Overrides& settings, Presets& presets, Reader& reader);

  /// The cases; those with a valid id are added to the names, even where something else is wrong.
  std::vector<Case> read(Names& names);

private:
  Case read_case(const Node& table, const Names& names);
  void read_id(const Node& table, Case& into, const Names& names);
  void read_method(const Node& table, Case& into, const Names& names);
  void put_layers_together(const Node& table, Case& into);
  void check_layers(const Overrides& own, const Case& result);
  void refuse_once(const Origin& from, std::string_view expected);

  const Node& root_;
  const Overrides& settings_;
  Presets& presets_;
  Reader& reader_;
  Overrides base_;
  bool file_size_reported_ = false;
  std::set<const Node*> refused_; ///< by check_layers(), for all the cases that have it
};

std::vector<Narration> read_narrations(const Node& root, const std::vector<Case>& cases,
                                       const Names& names, Reader& reader);
std::vector<Question> read_questions(const Node& root, const std::vector<Case>& cases,
                                     const Names& names, Reader& reader);

/// The whole of it, for load() and for saved traces.
Scenario read_scenario(const Node& root, const Vocabulary* vocabulary, const PresetLoader& loader,
                       const Overrides& settings, const Source& source, Problems& problems);

} // namespace copyscope::scenario

// The names that scenarios may use, from the rooms that know them.
#include "program/loading.h"

#include "assets/assets.h"
#include "program/catalog.h"
#include "sim/analysis/result.h"
#include "sim/methods/registry.h"
#include "sim/trace/span.h"

namespace copyscope::program {

namespace {

scenario::Vocabulary make_vocabulary() {
  scenario::Vocabulary all;
  for (const methods::Method& method : methods::all_methods().all())
    all.methods.emplace_back(method.id);
  all.figures = analysis::figures();
  for (int kind = 0; kind < trace::kind_count; ++kind)
    all.kinds.emplace_back(name_of(static_cast<trace::Kind>(kind)));
  for (int buffer = 1; buffer < trace::buffer_count; ++buffer)
    all.buffers.emplace_back(name_of(static_cast<trace::Buffer>(buffer)));
  // A fact is a parameter by its whole path, or by its last part ("scatter_gather").
  for (const scenario::Parameter& parameter : scenario::parameters()) {
    all.facts.emplace_back(parameter.path);
    all.facts.emplace_back(parameter.path.substr(parameter.path.rfind('.') + 1));
  }
  all.facts.insert(all.facts.end(), {"preset", "fidelity", "path"});
  for (const assets::Preset& preset : assets::presets())
    all.presets.push_back(preset.id);
  for (const std::string& name : own_presets())
    all.presets.push_back(name);
  return all;
}

} // namespace

const scenario::Vocabulary& vocabulary() {
  static const scenario::Vocabulary all = make_vocabulary();
  return all;
}

} // namespace copyscope::program

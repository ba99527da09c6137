#include "gui/session/branch.h"

#include <algorithm>

namespace copyscope::gui {

trace::SpanId where_they_part(const trace::Trace& a, const trace::Trace& b) {
  const trace::SpanId shorter = std::min(a.size(), b.size());
  for (trace::SpanId row = 0; row < shorter; ++row) {
    const trace::Span &one = a[row], &other = b[row];
    if (one.kind != other.kind || one.source != other.source || one.target != other.target ||
        one.bytes != other.bytes)
      return row;
  }
  return a.size() == b.size() ? trace::no_span : shorter;
}

bool Branch::start(std::string_view key_and_value) {
  clear();
  const std::size_t equals = key_and_value.find('=');
  if (!session_.is_open() || !session_.shown_slot().trace() || equals == std::string_view::npos)
    return false;
  std::vector<scenario::Setting> settings = session_.settings();
  settings.push_back({std::string(key_and_value.substr(0, equals)),
                      std::string(key_and_value.substr(equals + 1))});
  try {
    scenario_ = session_.load_with(settings);
  } catch (const scenario::InputError& error) {
    session_.complain(complaints_of(error).front());
    return false;
  }
  which_ = session_.shown_case();
  trunk_ = session_.shown_slot().trace();
  setting_ = key_and_value;
  return true;
}

std::vector<Knob> Branch::knobs() const {
  if (is_there()) return knobs_of(scenario_, session_.scenario(), which_);
  if (!session_.has_scenario()) return {};
  return knobs_of(session_.scenario(), session_.scenario(), session_.shown_case());
}

void Branch::clear() {
  trunk_.reset();
  setting_.clear();
  slot_.restart(); // the run goes before what it writes into
  slot_ = {};
  parts_at_ = trace::no_span;
}

bool Branch::work(std::uint64_t budget) {
  if (!is_working()) return false;
  slot_.work(session_.services(), scenario_, scenario_.cases.at(which_), budget);
  if (slot_.state() == SlotState::ready) parts_at_ = where_they_part(*trunk_, *slot_.trace());
  return is_working();
}

} // namespace copyscope::gui

#include "gui/session/knob_groups.h"

#include "assets/assets.h"

#include <algorithm>
#include <array>
#include <utility>

namespace copyscope::gui {

namespace {

constexpr std::array<std::string_view, 13> order = {
    "workload", "cpu", "disk",     "memory",   "page_cache", "mmap",     "pipe",
    "socket",   "nic", "receiver", "zerocopy", "uring",      "mechanism"};

/// First parts of paths that have no group of their own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> joined = {
    {{"dma", "memory"}, {"wire", "receiver"}, {"tcp", "receiver"}}};

/// What waits for TCP, the card's ring and io_uring's batches: a run is the same whatever they are.
constexpr std::array<std::string_view, 19> without_effect = {
    "nic.line_rate",        "nic.tx_ring",
    "nic.segment",          "nic.segmentation_offload",
    "nic.checksum_offload", "nic.interrupt_coalescing",
    "nic.coalescing_time",  "wire.latency",
    "tcp.initial_window",   "receiver.rate",
    "receiver.window",      "receiver.ack_every",
    "uring.batch",          "uring.sqpoll",
    "mechanism.ring",       "mechanism.segmentation",
    "mechanism.coalescing", "mechanism.acks",
    "mechanism.linearize"};

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return low;
}

std::string all_names(const Knob& knob) {
  std::string all = knob.key;
  for (const auto language : {assets::Language::en, assets::Language::zh})
    for (const std::string& key : {knob.text_key, "window.whatif.group." + knob.group})
      if (const std::string* const text = assets::find_text(key, language)) all += " " + *text;
  return lowered(all);
}

} // namespace

bool KnobChoices::may_fold(std::string_view group) const {
  return std::ranges::find(order, group) != order.end();
}

std::string_view group_of_knob(std::string_view layer, std::string_view path) {
  if (layer == "workload") return layer;
  const std::string_view first = path.substr(0, path.find('.'));
  const auto other = std::ranges::find(joined, first, &decltype(joined)::value_type::first);
  return other == joined.end() ? first : other->second;
}

bool has_effect(std::string_view path) {
  return std::ranges::find(without_effect, path) == without_effect.end();
}

bool is_open(const KnobChoices& choices, std::string_view group, scenario::Fidelity level) {
  if (const auto clicked = choices.is_open.find(std::string(group));
      clicked != choices.is_open.end())
    return clicked->second;
  return level == scenario::Fidelity::textbook || group == "workload" || group == "mechanism";
}

bool is_sought(const Knob& knob, std::string_view words) {
  const std::string names = all_names(knob), sought = lowered(words);
  for (std::size_t from = 0; from < sought.size();) {
    const std::size_t end = std::min(sought.find(' ', from), sought.size());
    if (names.find(sought.substr(from, end - from)) == std::string::npos) return false;
    from = end + 1;
  }
  return true;
}

std::vector<KnobGroup> groups_of(const std::vector<Knob>& knobs, const KnobChoices& choices,
                                 scenario::Fidelity level) {
  const bool seeks = choices.sought.find_first_not_of(' ') != std::string::npos;
  std::vector<KnobGroup> groups;
  for (const std::string_view name : order) {
    KnobGroup group{std::string(name), {}, 0, seeks || is_open(choices, name, level)};
    for (const Knob& knob : knobs) {
      if (knob.group != name || (seeks && !is_sought(knob, choices.sought))) continue;
      group.knobs.push_back(&knob);
      group.changed += knob.changed() ? 1 : 0;
    }
    if (!group.knobs.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

} // namespace copyscope::gui

#include "sim/analysis/order.h"

#include <algorithm>

namespace copyscope::analysis {

namespace {

struct Way {
  const CaseReport *model, *machine;
};

Neighbours::Is relation_of(const Way& slower, const Way& faster, Count Result::*figure) {
  const auto ratio = ratio_between(*slower.machine, *faster.machine, figure);
  if (!ratio || !ratio->has_interval()) return Neighbours::Is::unknown;
  if (ratio->is_tie()) return Neighbours::Is::tie;
  return ratio->ratio > 1 ? Neighbours::Is::less : Neighbours::Is::more;
}

Order order_of(std::vector<Way> ways, Count Result::*figure) {
  const auto modelled = [figure](const Way& way) {
    return (way.model->result.*figure).value_or(0);
  };
  std::ranges::stable_sort(ways, std::ranges::greater(), modelled);
  Order order;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    order.ids.push_back(ways[i].model->id());
    if (i > 0 && modelled(ways[i - 1]) != modelled(ways[i]))
      order.neighbours.push_back({ways[i - 1].model->id(), ways[i].model->id(),
                                  relation_of(ways[i - 1], ways[i], figure)});
  }
  return order;
}

} // namespace

std::string_view name_of(Neighbours::Is is) {
  switch (is) {
  case Neighbours::Is::less:
    return "less";
  case Neighbours::Is::tie:
    return "tie";
  case Neighbours::Is::more:
    return "more";
  case Neighbours::Is::unknown:
    return "unknown";
  }
  return "";
}

bool Order::holds() const {
  return std::ranges::all_of(neighbours,
                             [](const auto& each) { return each.is == Neighbours::Is::less; });
}

bool Order::is_known() const {
  return std::ranges::none_of(neighbours,
                              [](const auto& each) { return each.is == Neighbours::Is::unknown; });
}

std::vector<Order> orders(const Report& model, const Report& machine, Count Result::*figure) {
  std::vector<std::pair<const CaseReport*, std::vector<Way>>> works; // by the first case of each
  for (std::size_t i = 0; i < machine.cases.size(); ++i) {
    const CaseReport& here = machine.cases[i];
    if (!here.ran()) continue;
    const auto is_its = [&](const auto& work) { return is_same_work(*work.first, here); };
    auto work = std::ranges::find_if(works, is_its);
    if (work == works.end()) work = works.insert(works.end(), {&here, {}});
    work->second.push_back({&model.cases[i], &here});
  }
  std::vector<Order> all;
  for (auto& [first, ways] : works) {
    if (ways.size() < 2) continue;
    if (Order order = order_of(std::move(ways), figure); !order.neighbours.empty())
      all.push_back(std::move(order));
  }
  return all;
}

} // namespace copyscope::analysis

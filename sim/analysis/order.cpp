#include "sim/analysis/order.h"

#include <algorithm>
#include <functional>

namespace copyscope::analysis {

namespace {

struct Way {
  const CaseReport *model, *machine;
};

using Compares = std::function<Neighbours::Is(const CaseReport& slower, const CaseReport& faster)>;

Neighbours::Is by_turns(const CaseReport& slower, const CaseReport& faster, Count Result::*figure) {
  const auto ratio = ratio_between(slower, faster, figure);
  if (!ratio || !ratio->has_interval()) return Neighbours::Is::unknown;
  if (ratio->is_tie()) return Neighbours::Is::tie;
  return ratio->ratio > 1 ? Neighbours::Is::less : Neighbours::Is::more;
}

Neighbours::Is by_intervals(const SinkTiming& slower, const SinkTiming& faster) {
  if (faster.high_ps < slower.low_ps) return Neighbours::Is::less;
  return faster.low_ps > slower.high_ps ? Neighbours::Is::more : Neighbours::Is::tie;
}

Order order_of(std::vector<Way> ways, Count Result::*figure, const Compares& compares) {
  const auto modelled = [figure](const Way& way) {
    return (way.model->result.*figure).value_or(0);
  };
  std::ranges::stable_sort(ways, std::ranges::greater(), modelled);
  Order order;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    order.ids.push_back(ways[i].model->id());
    if (i > 0 && modelled(ways[i - 1]) != modelled(ways[i]))
      order.neighbours.push_back({ways[i - 1].model->id(), ways[i].model->id(),
                                  compares(*ways[i - 1].machine, *ways[i].machine)});
  }
  return order;
}

/// Of those cases of the machine's that `is_told` takes.
std::vector<Order> orders_of(const Report& model, const Report& machine, Count Result::*figure,
                             const Compares& compares,
                             const std::function<bool(const CaseReport&)>& is_told) {
  std::vector<std::pair<const CaseReport*, std::vector<Way>>> works; // by the first case of each
  for (std::size_t i = 0; i < machine.cases.size(); ++i) {
    const CaseReport& here = machine.cases[i];
    if (!here.ran() || !is_told(here)) continue;
    const auto is_its = [&](const auto& work) { return is_same_work(*work.first, here); };
    auto work = std::ranges::find_if(works, is_its);
    if (work == works.end()) work = works.insert(works.end(), {&here, {}});
    work->second.push_back({&model.cases[i], &here});
  }
  std::vector<Order> all;
  for (auto& [first, ways] : works) {
    if (ways.size() < 2) continue;
    if (Order order = order_of(std::move(ways), figure, compares); !order.neighbours.empty())
      all.push_back(std::move(order));
  }
  return all;
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

bool Order::says_that_differ(std::size_t i) const {
  return std::ranges::any_of(neighbours, [&](const Neighbours& each) {
    return each.slower == ids[i - 1] && each.faster == ids[i];
  });
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
  return orders_of(
      model, machine, figure,
      [figure](const CaseReport& slower, const CaseReport& faster) {
        return by_turns(slower, faster, figure);
      },
      [](const CaseReport&) { return true; });
}

std::vector<Order> orders_on_sink(const Report& model, const Report& machine) {
  return orders_of(
      model, machine, &Result::time_ps,
      [](const CaseReport& slower, const CaseReport& faster) {
        return by_intervals(*slower.sink, *faster.sink);
      },
      [](const CaseReport& each) { return each.sink.has_value(); });
}

} // namespace copyscope::analysis

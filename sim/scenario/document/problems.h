// Where problems are collected while a document is read on.
#pragma once

#include "sim/scenario/document/problem.h"

#include <cstddef>
#include <vector>

namespace copyscope::scenario {

class Problems {
public:
  static constexpr std::size_t most = 20;

  /// Keeps it, unless there are enough already.
  void add(Problem problem) {
    if (!full()) problems_.push_back(std::move(problem));
  }
  void add(const std::vector<Problem>& problems) {
    for (const Problem& problem : problems)
      add(problem);
  }

  bool empty() const { return problems_.empty(); }
  bool full() const { return problems_.size() >= most; }

  /// Throws InputError, in the order of files and places, where there are any.
  void throw_if_any() const;

private:
  std::vector<Problem> problems_;
};

} // namespace copyscope::scenario

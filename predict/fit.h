// The costs that are fitted: those for which what was measured over the sink is nearest to what the
// simulator says.
//
// The simulator itself tells how often each cost is paid: its answer is linear in times, so it is
// asked for each parameter with that one at a unit and all others at nothing. No formula of a
// method stands here a second time.
#pragma once

#include "real/sink/sink.h"
#include "sim/scenario/machine_parameters.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::predict {

/// What a send was measured to cost.
struct SendSample {
  real::SinkSetting setting;
  std::int64_t ps = 0, low_ps = 0, high_ps = 0; ///< the median, and its 95 % interval
};

struct FittedCost {
  std::string_view parameter; ///< its path
  double ps = 0;              ///< of a copy: of a page of 4 KiB
};

struct Residual {
  SendSample measured;
  std::int64_t predicted_ps = 0;

  double relative() const { // 0.05: predicted 5 % too high
    return static_cast<double>(predicted_ps) / static_cast<double>(measured.ps) - 1;
  }
};

struct Fit {
  scenario::Machine machine; ///< the one given, with the fitted costs
  std::vector<FittedCost> costs;
  std::vector<Residual> residuals;

  double mean_error() const; ///< of the absolute relative residuals
};

/// By non-negative least squares on relative errors. Of the machine, the costs of a crossing into
/// the kernel and everything that no send pays are kept. Sends by read + write show only the sum of
/// their two copies: the first, from the page cache, is taken to cost what such a copy costs
/// sendfile on a card that does not gather, and the rest is the second's. Throws
/// std::invalid_argument for no samples.
Fit fit_to(const scenario::Machine& machine, const std::vector<SendSample>& samples);

/// A copy that takes so long for a page, as a bandwidth; at most 1000 GB/s.
Bandwidth bandwidth_of_page_time(double ps);

} // namespace copyscope::predict

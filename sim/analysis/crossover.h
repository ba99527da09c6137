// From which size on a method pays against another: what was measured, what is predicted, and where
// the one is cheaper than the other.
//
// A method need not begin to pay at one size and go on: memory for datagrams makes steps, and below
// the size from which it always pays there may be islands where it does.
#pragma once

#include "sim/analysis/send_verdict.h"
#include "sim/units/time.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::analysis {

/// Where the bytes lie that a method which maps the file sends.
enum class SentFrom {
  file,        ///< of other methods: nothing is mapped
  mapped_once, ///< before all sends, and not counted
  mapped_anew, ///< for each pass over the file, or each file: mapping, its faults and unmapping are
               ///< counted
  private_buffer, ///< in memory of the process's own; nothing is mapped
};
std::string_view
name_of(SentFrom from); ///< "file", "mapped-once", "mapped-each-time", "private-buffer"

/// What the sizes are of. Of what a file costs as a whole, sizes differ more than methods do.
enum class Over {
  chunk,     ///< a point is what a send costs
  file_size, ///< a point is what a MiB costs of files of that size
};
std::string_view name_of(Over over); ///< "chunk", "file-size"

/// What a size costs the CPU.
struct SendCostPoint {
  std::int64_t chunk = 0;               ///< bytes: of the chunk, or of the file
  std::int64_t ps = 0;                  ///< the median, or what is predicted
  std::int64_t low_ps = 0, high_ps = 0; ///< what it lies in: 95 % sure, or the prediction's band

  friend bool operator==(const SendCostPoint&, const SendCostPoint&) = default;
};

struct SendCurve {
  std::string method; ///< its id
  SentFrom from = SentFrom::file;
  bool scatter_gather = true;
  std::string unavailable;                ///< why there is nothing measured, else empty
  std::vector<SendCostPoint> measured;    ///< by size
  std::vector<SendCostPoint> predicted;   ///< by size, closer together; empty without a prediction
  std::optional<double> prediction_error; ///< mean absolute relative error at measured sizes that
                                          ///< the model was not fitted to
  SendVerdict verdict;                    ///< on all sends that were measured, of every size

  friend bool operator==(const SendCurve&, const SendCurve&) = default;
};

/// Sizes from `from` to `to`, both measured, at which it pays.
struct PayingIsland {
  std::int64_t from = 0, to = 0;

  friend bool operator==(const PayingIsland&, const PayingIsland&) = default;
};

/// Where one method is cheaper than another. It pays at a size where the two intervals are apart;
/// where they are not, that is a tie.
struct Payoff {
  /// It pays at every size from there on: where the two lines cross, or the smallest size that was
  /// measured. Nothing where it does not pay at the largest.
  std::optional<double> from_bytes;
  bool everywhere = false;           ///< at all sizes that were measured
  std::vector<PayingIsland> islands; ///< below from_bytes, or all of them where there is no such
  std::vector<std::int64_t> ties;    ///< sizes

  friend bool operator==(const Payoff&, const Payoff&) = default;
};

/// Of points at sizes that both have. Nothing in common: nothing pays.
Payoff payoff_of(const std::vector<SendCostPoint>& method,
                 const std::vector<SendCostPoint>& against);

/// A method against another, with what both were sent from.
struct Crossing {
  std::size_t method = 0, against = 0; ///< of Crossover::curves
  Payoff measured;
  std::optional<Payoff> predicted;

  friend bool operator==(const Crossing&, const Crossing&) = default;
};

struct Crossover {
  Over over = Over::chunk;
  std::vector<SendCurve> curves;
  std::vector<Crossing> crossings;
  std::int64_t sends = 0;    ///< that were timed, of the curve that has the fewest a size
  std::string device;        ///< "bridge"
  std::string no_prediction; ///< why there is none, else empty

  friend bool operator==(const Crossover&, const Crossover&) = default;
};

/// Of each curve against those of the method `against` with the same scatter-gather: what is mapped
/// once or each time, or private, with itself counted the same way.
std::vector<Crossing> crossings_of(const std::vector<SendCurve>& curves,
                                   const std::string& against);

nlohmann::ordered_json to_json(const Crossover& crossover);
/// The reverse. Throws nlohmann::json's exceptions for what is none.
Crossover crossover_in(const nlohmann::ordered_json& json);

/// Mean absolute relative error of the prediction at the measured sizes but those left out; nothing
/// where they do not meet.
std::optional<double> prediction_error(const SendCurve& curve,
                                       const std::vector<std::int64_t>& left_out = {});
/// The mean of those of all curves that have one; nothing where none has.
std::optional<double> mean_prediction_error(const Crossover& crossover);

} // namespace copyscope::analysis

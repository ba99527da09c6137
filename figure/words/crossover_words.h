// The crossover in words: names of its curves, and from which size on a method pays.
#pragma once

#include "assets/assets.h"
#include "sim/analysis/crossover.h"

#include <string>
#include <string_view>

namespace copyscope::figure {

/// "mmap + write, mapped once"; the method alone where it is told elsewhere how it is mapped.
std::string name_of_curve(const analysis::SendCurve& curve, assets::Language language,
                          bool names_mapping = true);
/// "sendfile pays from 1.3 KiB on, against read + write"
std::string crossing_words(const analysis::Crossover& crossover, const analysis::Crossing& crossing,
                           assets::Language language, bool names_mapping = true);
/// "it also pays at 8 KiB; tied at 32 KiB; predicted: 1.2 KiB", or nothing.
std::string crossing_details(const analysis::Crossing& crossing, assets::Language language,
                             bool says_ties = true);
/// The key of a text that is another where sizes are those of files: "title", "measured_how",
/// "axis", "size".
std::string key_over(analysis::Over over, std::string_view name);
/// Of a point: "µs", or "µs/MiB".
std::string_view cost_unit(analysis::Over over);
/// Two digits: "1.3 KiB", "512 B", "32 MiB".
std::string size_words(double bytes);

} // namespace copyscope::figure

#include "figure/words/crossover_words.h"

#include "figure/words/wording.h"

#include <cmath>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using assets::Language;

void append_part(std::string& text, const std::string& part, Language language) {
  if (part.empty()) return;
  if (!text.empty()) text += language == Language::zh ? "；" : "; ";
  text += part;
}

std::string sizes_text(const std::vector<std::int64_t>& sizes, Language language) {
  std::string text;
  for (const std::int64_t size : sizes)
    text += (text.empty()               ? ""
             : language == Language::zh ? "、"
                                        : ", ") +
            size_words(static_cast<double>(size));
  return text;
}

std::string island_text(const std::vector<analysis::PayingIsland>& islands, Language language) {
  std::string text;
  for (const analysis::PayingIsland& each : islands) {
    const std::string from = size_words(static_cast<double>(each.from));
    if (!text.empty()) text += language == Language::zh ? "、" : ", ";
    text += each.from == each.to
                ? from
                : filled("crossover.range", language,
                         {{"from", from}, {"to", size_words(static_cast<double>(each.to))}});
  }
  return text;
}

std::string prediction_text(const analysis::Payoff& predicted, Language language) {
  if (predicted.everywhere) return word("crossover.predicted_always", language);
  if (!predicted.from_bytes) return word("crossover.predicted_never", language);
  return filled("crossover.predicted", language, {{"size", size_words(*predicted.from_bytes)}});
}

} // namespace

std::string key_over(analysis::Over over, std::string_view name) {
  return fmt::format("crossover{}.{}", over == analysis::Over::file_size ? "_files" : "", name);
}

std::string_view cost_unit(analysis::Over over) {
  return over == analysis::Over::file_size ? "µs/MiB" : "µs";
}

std::string size_words(double bytes) {
  if (bytes < 1024) return fmt::format("{} B", std::llround(bytes));
  const bool is_large = bytes >= 1 << 20;
  const double value = bytes / (is_large ? 1 << 20 : 1 << 10);
  const char* const unit = is_large ? "MiB" : "KiB";
  const bool is_whole = std::abs(value - std::round(value)) < 0.01;
  return is_whole || value >= 10 ? fmt::format("{} {}", std::llround(value), unit)
                                 : fmt::format("{:.1f} {}", value, unit);
}

std::string name_of_curve(const analysis::SendCurve& curve, Language language, bool names_mapping) {
  const assets::Method* const known = assets::method(curve.method);
  const analysis::SentFrom from = names_mapping ? curve.from : analysis::SentFrom::file;
  return filled(fmt::format("crossover.{}", name_of(from)), language,
                {{"method", known ? known->title.in(language) : curve.method}});
}

std::string crossing_words(const analysis::Crossover& crossover, const analysis::Crossing& crossing,
                           Language language, bool names_mapping) {
  const analysis::Payoff& payoff = crossing.measured;
  const char* const key = payoff.everywhere   ? "crossover.pays_always"
                          : payoff.from_bytes ? "crossover.pays_from"
                                              : "crossover.pays_never";
  return filled(
      key, language,
      {{"method", name_of_curve(crossover.curves[crossing.method], language, names_mapping)},
       {"against", name_of_curve(crossover.curves[crossing.against], language, names_mapping)},
       {"size", payoff.from_bytes ? size_words(*payoff.from_bytes) : ""}});
}

std::string crossing_details(const analysis::Crossing& crossing, Language language,
                             bool says_ties) {
  const analysis::Payoff& payoff = crossing.measured;
  std::string text;
  if (!payoff.islands.empty())
    append_part(text,
                filled(payoff.from_bytes ? "crossover.islands" : "crossover.only_islands", language,
                       {{"sizes", island_text(payoff.islands, language)}}),
                language);
  if (says_ties && !payoff.ties.empty())
    append_part(text,
                filled("crossover.ties", language, {{"sizes", sizes_text(payoff.ties, language)}}),
                language);
  if (crossing.predicted)
    append_part(text, prediction_text(*crossing.predicted, language), language);
  return text;
}

} // namespace copyscope::figure

#include "figure/words/real_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <utility>

namespace copyscope::figure {

namespace {

constexpr std::string_view said = "said.";

/// Placeholders that stand for messages; the others stand for names, numbers and quantities.
constexpr std::array<std::string_view, 4> for_messages{"reason", "error", "how", "call"};

/// What joins messages to one.
constexpr std::pair<std::string_view, std::string_view> joints[]{{"; ", "；"}, {": ", "："}};

bool is_of_messages(std::string_view text) {
  return std::ranges::any_of(joints, [text](const auto& joint) {
    return text.find(joint.first) != std::string_view::npos;
  });
}

/// The values for which the template is the message: {name} stands for any text, up to what follows
/// in the template. Nothing where it is another message.
std::optional<assets::Values> values_in(std::string_view message, std::string_view form) {
  assets::Values values;
  while (!form.empty()) {
    const std::size_t brace = form.find('{');
    const std::string_view literal = form.substr(0, brace);
    if (!message.starts_with(literal)) return std::nullopt;
    message.remove_prefix(literal.size());
    if (brace == std::string_view::npos)
      return message.empty() ? std::optional(values) : std::nullopt;
    const std::size_t close = form.find('}', brace);
    const std::string name(form.substr(brace + 1, close - brace - 1));
    form.remove_prefix(close + 1);
    const std::string_view next = form.substr(0, form.find('{'));
    const std::size_t end = next.empty() ? message.size() : message.find(next);
    if (end == std::string_view::npos) return std::nullopt;
    if (std::ranges::find(for_messages, name) == for_messages.end() &&
        is_of_messages(message.substr(0, end)))
      return std::nullopt;
    values[name] = std::string(message.substr(0, end));
    message.remove_prefix(end);
  }
  return message.empty() ? std::optional(values) : std::nullopt;
}

/// The message that is no joint of others; nothing where there is no Chinese for it.
std::optional<std::string> chinese_for(std::string_view english) {
  const assets::Text* best = nullptr;
  assets::Values values;
  for (auto each = assets::texts().lower_bound(said);
       each != assets::texts().end() && each->first.starts_with(said); ++each) {
    if (best && best->en.size() > each->second.en.size()) continue;
    if (auto found = values_in(english, each->second.en)) {
      best = &each->second;
      values = std::move(*found);
    }
  }
  if (!best) return std::nullopt;
  for (const std::string_view name : for_messages)
    if (const auto inner = values.find(name); inner != values.end())
      inner->second = translated(inner->second, Language::zh);
  return assets::fill(best->in(Language::zh), values);
}

/// Of each of two messages that are joined to one; nothing where there is none for either.
std::optional<std::string> chinese_for_parts(std::string_view english) {
  for (const auto& [joint, chinese] : joints) {
    const std::size_t at = english.find(joint);
    if (at == std::string_view::npos) continue;
    const std::string_view first = english.substr(0, at), rest = english.substr(at + joint.size());
    const std::string one = translated(first, Language::zh), two = translated(rest, Language::zh);
    if (one == first && two == rest) return std::nullopt;
    return fmt::format("{}{}{}", one, chinese, two);
  }
  return std::nullopt;
}

bool is_word_of_ours(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char c) {
    return std::islower(static_cast<unsigned char>(c)) != 0 || c == '_';
  });
}

} // namespace

std::string ratio_text(double ratio) {
  return ratio < 100 ? fmt::format("{:.2f}", ratio) : fmt::format("{:.0f}", ratio);
}

std::string interval_text(const analysis::PairedRatio& ratio) {
  if (!ratio.has_interval()) return "–";
  return ratio_text(*ratio.low) + " – " + ratio_text(*ratio.high);
}

std::string ratio_with_interval(const analysis::PairedRatio& ratio) {
  if (!ratio.has_interval()) return ratio_text(ratio.ratio);
  return fmt::format("{} ({})", ratio_text(ratio.ratio), interval_text(ratio));
}

std::string verdict_of(const analysis::PairedRatio& ratio, Language language) {
  const char* const key = !ratio.has_interval() ? "verdict.too_few"
                          : ratio.is_tie()      ? "verdict.tie"
                          : ratio.ratio > 1     ? "verdict.faster"
                                                : "verdict.slower";
  return word(key, language);
}

std::string zero_copy_word(const analysis::SendVerdict& verdict, Language language) {
  return filled(fmt::format("zero_copy.{}", name_of(verdict)), language,
                {{"copied", fmt::format("{}", verdict.copied)},
                 {"read", fmt::format("{}", verdict.read_for_checksum)},
                 {"sends", fmt::format("{}", verdict.sends())}});
}

std::string zero_copy_evidence(const analysis::SendVerdict& verdict, Language language) {
  return word(fmt::format("zero_copy.{}", name_of(verdict.evidence)), language);
}

std::string zero_copy_text(const analysis::SendVerdict& verdict, Language language) {
  return filled("zero_copy.line", language,
                {{"verdict", zero_copy_word(verdict, language)},
                 {"evidence", zero_copy_evidence(verdict, language)},
                 {"reason", translated(verdict.reason, language)}});
}

std::string evidence_text(std::string_view evidence, Language language) {
  const std::size_t colon = evidence.find(": ");
  std::string kind = word(fmt::format("evidence.{}", evidence.substr(0, colon)), language);
  if (colon == std::string_view::npos) return kind;
  return filled("evidence_because", language,
                {{"evidence", kind}, {"reason", translated(evidence.substr(colon + 2), language)}});
}

std::string translated(std::string_view english, Language language) {
  if (language == Language::en) return std::string(english);
  if (auto whole = chinese_for(english)) return *std::move(whole);
  return chinese_for_parts(english).value_or(std::string(english));
}

std::string environment_name(std::string_view name, Language language) {
  if (const auto* const known = assets::find_text(fmt::format("environment.{}", name), language))
    return *known;
  std::string plain(name);
  std::ranges::replace(plain, '_', ' ');
  return plain;
}

std::string environment_value(std::string_view name, std::string_view value, Language language) {
  if (is_word_of_ours(value))
    if (const auto* const known =
            assets::find_text(fmt::format("environment_value.{}.{}", name, value), language))
      return *known;
  return translated(value, language);
}

} // namespace copyscope::figure

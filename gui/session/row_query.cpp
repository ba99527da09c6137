#include "gui/session/row_query.h"

#include "figure/timeline/timeline_labels.h"
#include "figure/words/wording.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace copyscope::gui {

namespace {

using figure::Language;
using trace::Kind;
using trace::Span;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool says(std::string_view text, const std::string& word) {
  std::string plain = lower(text);
  if (plain.find(word) != std::string::npos) return true;
  std::ranges::replace(plain, '_', ' ');
  return plain.find(word) != std::string::npos;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(lower(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "4096", "64 KiB" in the case that a person types.
std::optional<std::uint64_t> offset_in(std::string text) {
  if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
  std::uint64_t number = 0;
  if (is_number(text)) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() ? std::optional(number) : std::nullopt;
  }
  for (const auto& [typed, unit] : {std::pair{"kib", "KiB"},
                                    {"mib", "MiB"},
                                    {"gib", "GiB"},
                                    {"kb", "kB"},
                                    {"mb", "MB"},
                                    {"gb", "GB"}}) {
    if (!text.ends_with(typed)) continue;
    text.replace(text.size() - std::string_view(typed).size(), std::string::npos,
                 std::string(" ") + unit);
    break;
  }
  try {
    return static_cast<std::uint64_t>(parse_bytes(text).count());
  } catch (const QuantityError&) {
    return std::nullopt;
  }
}

bool says_crossing(trace::StringId name, const std::string& word) {
  const bool to_kernel = name == trace::WellKnown::to_kernel;
  if (!to_kernel && name != trace::WellKnown::to_user) return false;
  const char* const key =
      to_kernel ? "window.brief.mode_switch.to_kernel" : "window.brief.mode_switch.to_user";
  return says(figure::word(key, Language::en), word) || says(figure::word(key, Language::zh), word);
}

} // namespace

RowQuery::RowQuery(std::string_view text, const trace::Trace& trace) : trace_(&trace) {
  const std::vector<std::string> words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_with('#') && is_number(words[i].substr(1))) {
      add_call(words[i].substr(1));
      continue;
    }
    // A quantity may be written as two words.
    const auto joined = i + 1 < words.size() && !is_number(words[i + 1])
                            ? offset_in(words[i] + words[i + 1])
                            : std::nullopt;
    if (joined) ++i;
    if (const auto offset = joined ? joined : offset_in(words[i]))
      add_number(*offset);
    else
      add_text(words[i], trace);
  }
  for (Word& word : words_) { // one that says a number has no lists
    word.names.resize(trace.names().size());
    word.labels.resize(trace.labels().size());
    word.lanes.resize(trace.lanes().size());
  }
  for (const Word& word : words_)
    if (word.says_only_kinds()) kinds_ &= word.kinds;
}

void RowQuery::add_number(std::uint64_t offset) {
  Word word;
  word.offset = offset_ = offset;
  words_.push_back(std::move(word));
}

void RowQuery::add_call(std::string_view digits) {
  Word word;
  std::uint32_t call = 0; // that of no row, where the number is too large
  std::from_chars(digits.data(), digits.data() + digits.size(), call);
  word.call = call == 0 ? ~std::uint32_t{0} : call;
  words_.push_back(std::move(word));
}

void RowQuery::add_text(const std::string& text, const trace::Trace& trace) {
  Word word;
  word.names.resize(trace.names().size());
  word.labels.resize(trace.labels().size());
  for (int i = 0; i < trace::kind_count; ++i) {
    const auto kind = static_cast<Kind>(i);
    if (says(name_of(kind), text) || says(figure::kind_word(kind, Language::en), text) ||
        says(figure::kind_word(kind, Language::zh), text))
      word.kinds |= set_of(kind);
  }
  for (std::size_t i = 1; i < trace.names().size(); ++i)
    word.names[i] =
        says(trace.names()[i], text) || says_crossing(static_cast<trace::StringId>(i), text);
  const assets::Method* const method = assets::method(trace.header().method);
  for (std::size_t i = 1; i < trace.labels().size(); ++i) {
    const std::string& label = trace.labels()[i];
    const int line = method ? method->line_of(label) : 0;
    word.labels[i] =
        says(label, text) ||
        (line > 0 && says(method->listing[static_cast<std::size_t>(line - 1)].code, text));
  }
  for (int i = 1; i < trace::buffer_count; ++i) {
    const auto buffer = static_cast<trace::Buffer>(i);
    word.buffers[static_cast<std::size_t>(i)] =
        says(name_of(buffer), text) || says(figure::buffer_word(buffer, Language::en), text) ||
        says(figure::buffer_word(buffer, Language::zh), text);
  }
  for (std::size_t i = 0; i < trace.lanes().size(); ++i) {
    const auto lane = static_cast<trace::LaneId>(i);
    word.lanes.push_back(says(trace.lanes()[i].name, text) ||
                         says(figure::lane_name(trace, lane, Language::en), text) ||
                         says(figure::lane_name(trace, lane, Language::zh), text));
  }
  words_.push_back(std::move(word));
}

bool RowQuery::Word::says_only_kinds() const {
  return !offset && !call && buffers.none() &&
         std::ranges::none_of(std::array{&names, &labels, &lanes}, [](const auto* says) {
           return std::ranges::find(*says, true) != says->end();
         });
}

bool RowQuery::Word::matches(const Span& span, trace::StringId label) const {
  if (offset) return span.has_range && span.offset <= *offset && *offset < span.offset + span.bytes;
  if (call) return span.call == *call;
  return (kinds & set_of(span.kind)) != 0 || names[span.name] || labels[label] ||
         buffers[static_cast<std::size_t>(span.source)] ||
         buffers[static_cast<std::size_t>(span.target)] || lanes[span.lane];
}

bool RowQuery::matches(const Span& span) const {
  const trace::StringId label = words_.empty() ? trace::StringId{0} : trace_->label_id(span);
  return std::ranges::all_of(words_, [&](const Word& word) { return word.matches(span, label); });
}

} // namespace copyscope::gui

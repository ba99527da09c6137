#include "gui/control/field_problem.h"

#include "figure/words/wording.h"
#include "gui/control/field_for.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <limits>

namespace copyscope::gui {

namespace {

using KnobKind = Knob::Kind;

/// Of a count: digits alone.
std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The amount in the smallest unit of its kind, infinite where it is more than fits; nothing where
/// it is none.
std::optional<double> amount_of(KnobKind kind, const std::string& text) {
  try {
    switch (kind) {
    case KnobKind::bytes:
      if (const auto plain = whole_number(text)) return static_cast<double>(*plain);
      return static_cast<double>(parse_bytes(text).count());
    case KnobKind::time:
      return static_cast<double>(parse_time(text).ps());
    case KnobKind::rate:
      return static_cast<double>(parse_bandwidth(text).bits());
    case KnobKind::count:
      if (const auto count = whole_number(text)) return static_cast<double>(*count);
      return std::nullopt;
    default:
      return std::nullopt;
    }
  } catch (const QuantityTooLarge&) {
    return std::numeric_limits<double>::infinity();
  } catch (const QuantityError&) {
    return std::nullopt;
  }
}

std::string_view form_of(KnobKind kind) {
  switch (kind) {
  case KnobKind::bytes:
    return "form.bytes";
  case KnobKind::time:
    return "form.time";
  case KnobKind::rate:
    return "form.rate";
  case KnobKind::fraction:
    return "form.fraction";
  default:
    return "form.count";
  }
}

FieldProblem too_small(const Knob& knob) {
  // "A chunk is at least 1 byte." where there is a sentence of its own.
  const std::string own = fmt::format("least.{}", knob.key);
  if (assets::find_text("window.field." + own, assets::Language::en)) return {own, {}};
  const bool is_counted = knob.kind == KnobKind::bytes || knob.kind == KnobKind::count;
  if (!is_counted) return {"more_than_nothing", {}};
  return {knob.kind == KnobKind::bytes ? "least_byte" : "least_one", {}};
}

FieldProblem too_large(const Knob& knob) {
  const auto most = static_cast<std::int64_t>(knob.largest);
  return {
      "most",
      {{"most", knob.kind == KnobKind::bytes ? to_string(Bytes(most)) : figure::grouped(most)}}};
}

std::optional<FieldProblem> problem_of(const Controller& controller, const std::string& key,
                                       const std::string& value) {
  const std::string reason = controller.what_if().problem_with(key, value);
  if (reason.empty()) return std::nullopt;
  const Knob* const knob = controller.what_if().knob(key);
  if (!knob) return FieldProblem{"refused", {{"reason", reason}}};
  if (value.starts_with('-')) return FieldProblem{"below_nothing", {}};
  const auto amount = amount_of(knob->kind, value);
  if (!amount) return FieldProblem{std::string(form_of(knob->kind)), {}};
  if (*amount == 0 && !knob->may_be_zero) return too_small(*knob);
  const bool has_most = knob->kind == KnobKind::bytes || knob->kind == KnobKind::count;
  if (has_most && *amount > knob->largest) return too_large(*knob);
  return FieldProblem{"refused", {{"reason", reason}}};
}

std::optional<FieldProblem> problem_of_path(const Controller& controller, const Action& typed) {
  if (typed.text.empty()) return FieldProblem{"no_path", {}};
  const Folders& folders = controller.browser().folders();
  if (!folders.list) return std::nullopt;
  const std::string whole = whole_path(folders, typed.text);
  if (typed.name == action::save) {
    if (is_folder(folders, folder_of(whole))) return std::nullopt;
    return FieldProblem{"no_folder", {{"folder", folder_of(whole)}}};
  }
  const auto& shipped = controller.session().services().shipped;
  const bool is_id = std::ranges::find(shipped, typed.text) != shipped.end();
  if (is_id || exists(folders, whole)) return std::nullopt;
  return FieldProblem{"no_file", {}};
}

std::optional<FieldProblem> problem_of_offset(const Controller& controller,
                                              const std::string& text) {
  const auto offset = amount_of(KnobKind::bytes, text);
  if (!offset || *offset < 0) return FieldProblem{"form.offset", {}};
  const Session& session = controller.session();
  const std::int64_t size = session.which(session.shown_case()).workload.file_size.count();
  if (size == 0) return FieldProblem{"empty_file", {}};
  if (*offset < static_cast<double>(size)) return std::nullopt;
  return FieldProblem{"beyond_file", {{"last", figure::grouped(size - 1)}}};
}

std::optional<FieldProblem> problem_of_real(const std::string& key, const std::string& text) {
  if (key != field_key::real_path || text.empty() || is_real_path(text)) return std::nullopt;
  return FieldProblem{"form.address", {}};
}

} // namespace

std::optional<FieldProblem> field_problem(const Controller& controller, const Action& typed) {
  if (typed.name == action::open || typed.name == action::save)
    return problem_of_path(controller, typed);
  if (typed.name != action::set || !controller.session().is_open()) return std::nullopt;
  const Typed field = typed_in(typed.text);
  if (!field.value) return std::nullopt;
  switch (field.what.kind) {
  case FieldFor::Kind::setting:
    return problem_of(controller, field.key, *field.value);
  case FieldFor::Kind::follow:
    return problem_of_offset(controller, *field.value);
  case FieldFor::Kind::real:
    return problem_of_real(field.key, *field.value);
  default:
    return std::nullopt; // is judged by whoever reads it
  }
}

} // namespace copyscope::gui

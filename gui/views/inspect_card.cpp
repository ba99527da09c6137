// A part of the stage looked at, on a card beside it: what it is, what it holds and does now, what
// it has done so far, and its rows around this moment, each of which leads there.
#include "figure/stage/stage.h"
#include "figure/words/time_words.h"
#include "gui/session/row_text.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

using Doing = Inspection::Doing;

constexpr float card_width = 316, pad = 14, fact_gap = 5, link_height = 24, fact_label = 78;

/// A label at the left, what there is to be said beside it on as many lines as it takes.
struct Fact {
  std::string label, text;
};

class Card {
public:
  Card(Ui& ui, const Scene& scene)
      : ui_(ui), scene_(scene), help_(figure::part_help(scene.choices.part, ui.style.language)) {
    if (!scene.inspector.is_open()) {
      note_ = say("hidden");
      return;
    }
    seen_ = scene.inspector.at(scene.cursor());
    facts_.push_back({say("does"), doing()});
    if (seen_.is_buffer || seen_.refers > 0) facts_.push_back({say("holds"), holding()});
    if (scene.inspector.is_working())
      note_ = say("counting");
    else if (seen_.all.rows == 0)
      note_ = say("none");
    else
      facts_.push_back({say("so_far"), so_far()});
  }

  float height() const {
    float high = pad + 30 + lines(help_, card_width - 2 * pad) + 8;
    for (const Fact& fact : facts_)
      high += fact_height(fact) + fact_gap;
    if (!note_.empty()) high += type::small.line() + 6;
    if (!seen_.rows.empty()) high += 28 + link_height * static_cast<float>(seen_.rows.size());
    return high + pad - 4;
  }

  void draw(Box box) {
    ui_.picture.fill(box, ui_.theme.panel, 10);
    ui_.picture.outline(box, {ui_.theme.accent, 1.5F}, 10);
    ui_.picture.region(box, {"", 0, ""});
    ui_.picture.enter(box);
    Box in = box.inset(pad);
    Box head = in.take_top(26, 4);
    ui_.icon_button(head.take_right(26, 8), Icon::cross, {action::part, 0, scene_.choices.part},
                    ui_.say("tip.back"));
    ui_.picture.text_in(head,
                        figure::filled("stage." + scene_.choices.part, ui_.style.language, {}),
                        type::heading, ui_.theme.text);
    in.take_top(ui_.picture.paragraph(in, help_, type::small, ui_.theme.second) + 8);
    for (const Fact& fact : facts_)
      draw_fact(fact, in.take_top(fact_height(fact), fact_gap));
    if (!note_.empty())
      ui_.picture.text_in(in.take_top(type::small.line(), 6), note_, type::small, ui_.theme.second);
    if (!seen_.rows.empty()) draw_rows(in);
    ui_.picture.leave();
  }

private:
  std::string say(std::string_view key, const assets::Values& values = {}) const {
    return ui_.say(fmt::format("inspect.{}", key), values);
  }

  float lines(const std::string& text, float width) const {
    return static_cast<float>(figure::wrap(text, type::small, width, ui_.style.measure).size()) *
           type::small.line();
  }
  float fact_height(const Fact& fact) const {
    return lines(fact.text, card_width - 2 * pad - fact_label);
  }

  std::string listed(const std::string& some, const std::string& more) const {
    return some.empty() ? more : say("list", {{"first", some}, {"last", more}});
  }

  std::string doing() const {
    switch (seen_.doing) {
    case Doing::works:
      return figure::sentence_of(*scene_.trace, seen_.row, ui_.style.language);
    case Doing::calls:
    case Doing::waits:
      return say(name_of(seen_.doing), {{"call", seen_.call}});
    case Doing::free:
      return say(scene_.choices.part == "cpu" ? "free_cpu" : "free");
    case Doing::unseen:
      return say("not_seen");
    default:
      return say(name_of(seen_.doing));
    }
  }

  std::string holding() const {
    const auto bytes = [](std::int64_t count) { return brief(Bytes(count)); };
    std::string text;
    const auto add = [&](const std::string& more) { text = listed(text, more); };
    if (seen_.holds) {
      const std::int64_t first = seen_.holds->offset.count(), count = seen_.holds->bytes.count();
      add(say("range", {{"first", figure::grouped(first)},
                        {"last", figure::grouped(first + count - 1)},
                        {"bytes", bytes(count)}}));
    }
    if (seen_.mapped > 0) add(say("mapped", {{"bytes", bytes(seen_.mapped)}}));
    if (seen_.refers > 0)
      add(say(scene_.choices.part == "pipe" ? "references" : "descriptors",
              {{"bytes", bytes(seen_.refers)}}));
    return text.empty() ? say("nothing") : text;
  }

  std::string so_far() const {
    const PartRows::Sums &now = seen_.so_far, &all = seen_.all;
    std::string text =
        scene_.lesson.hides_results()
            ? say("count", {{"n", figure::grouped(now.rows)}})
            : say("of_all", {{"n", figure::grouped(now.rows)}, {"all", figure::grouped(all.rows)}});
    const auto add = [&](std::string_view key, std::int64_t bytes) {
      if (bytes > 0) text = listed(text, say(key, {{"bytes", brief(Bytes(bytes))}}));
    };
    if (seen_.is_buffer) {
      add("came", now.came);
      add("left", now.left);
    } else {
      add("carried", now.carried);
      if (now.busy > Time() && scene_.choices.part != "process" && scene_.choices.part != "rings")
        text = listed(text, say("busy", {{"time", figure::time_text(now.busy)}}));
    }
    return text;
  }

  void draw_fact(const Fact& fact, Box row) {
    ui_.picture.text({row.x, row.y + 13}, assets::capitalized(fact.label), type::small,
                     ui_.theme.second);
    row.take_left(fact_label);
    ui_.picture.paragraph(row, fact.text, type::small, ui_.theme.text);
  }

  void draw_rows(Box in) {
    in.take_top(2);
    ui_.picture.text_in(in.take_top(24), ui_.title("inspect.rows"), type::small_strong,
                        ui_.theme.text);
    for (const trace::SpanId row : seen_.rows)
      draw_row(row, in.take_top(link_height));
  }

  void draw_row(trace::SpanId id, Box row) {
    const trace::Span& span = (*scene_.trace)[id];
    const bool begun = id < scene_.cursor().begun, is_now = id == seen_.now;
    const Action action{action::row, id, ""};
    if (is_now || ui_.is_hovered(action))
      ui_.picture.fill(row, is_now ? ui_.theme.selected : ui_.theme.raised, 4);
    ui_.picture.region(row, action, ui_.say("tip.card_row"));
    const Box mark{row.x + 6, row.y + 6, 12, link_height - 12};
    if (trace::is_step(span.kind))
      figure::fill_with(ui_.picture, mark, figure::ink_of(span.kind, ui_.theme), ui_.theme, 3);
    const figure::Color color = begun ? ui_.theme.text : ui_.theme.second;
    const std::string when = figure::time_text(span.begin);
    ui_.picture.text_in({row.x, row.y, row.w - 6, row.h}, when, type::small, color, Align::right);
    std::string text = assets::capitalized(what_text(*scene_.trace, span, ui_.style.language));
    if (span.has_range && span.bytes > 0)
      text += "  " + brief(Bytes(static_cast<std::int64_t>(span.bytes)));
    const float room = row.w - 34 - ui_.width(when, type::small) - 10;
    ui_.picture.text_in(
        {row.x + 26, row.y, room, row.h},
        figure::shortened(text, is_now ? type::small_strong : type::small, room, ui_.style.measure),
        is_now ? type::small_strong : type::small, color);
  }

  Ui& ui_;
  const Scene& scene_;
  Inspection seen_;
  std::string help_, note_;
  std::vector<Fact> facts_;
};

/// Beside the part, where there is more room; below or above it where there is none.
Box place_of(Box part, float height, Box room) {
  constexpr float gap = 10;
  const float right = room.right() - part.right(), left = part.x - room.x;
  float x = part.right() + gap;
  if (right < card_width + gap && left >= right) x = part.x - gap - card_width;
  x = std::clamp(x, room.x, std::max(room.x, room.right() - card_width));
  const float y =
      std::clamp(part.center().y - height / 2, room.y, std::max(room.y, room.bottom() - height));
  return {x, y, card_width, height};
}

} // namespace

void draw_inspected(Ui& ui, const Scene& scene, Box surface) {
  if (!scene.inspects || !scene.has_trace()) return;
  const figure::Region* const part = ui.picture.find({action::part, 0, scene.choices.part});
  if (!part) return;
  Card card(ui, scene);
  Box room = surface.inset(margin, 0);
  room.take_top(header_height + 8);
  room.take_bottom(timeline_height(scene) + 8);
  // Beside the stage alone, where it is high enough.
  constexpr float steps_and_transport = 104;
  const float height = card.height();
  if (room.h - steps_and_transport >= height) room.take_bottom(steps_and_transport);
  card.draw(place_of(part->box, height, room));
}

} // namespace copyscope::gui

#include "export/html/lesson.h"

#include "export/data/source_line.h"
#include "export/html/case_markup.h"
#include "export/html/questions.h"
#include "export/paper/sheet.h"
#include "figure/charts/ledger_chart.h"
#include "figure/charts/listing.h"
#include "figure/kit/fitted_text.h"
#include "figure/stage/stage.h"
#include "figure/story/story_steps.h"
#include "figure/words/run_words.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

using figure::Box;
using figure::Face;
using figure::Font;

constexpr float width = 1280, height = 800, margin = 16, side_width = 312;
constexpr Font small{Face::regular, 13}, body{Face::regular, 15}, strong{Face::medium, 15},
    heading{Face::bold, 17}, title{Face::bold, 20}, narration{Face::medium, 20};

/// Where the lesson begins.
struct Opening {
  std::size_t run = 0;
  std::int64_t step = 0;
};

Opening opening_of(const Runs& runs, const Options& options) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const figure::StepChoice choice =
        figure::choose_steps(*runs[i], options.from, options.to, most_pages);
    if (choice.opening) return {i, 0};
    if (choice.shown() > 0) return {i, choice.first};
    if (choice.closing) return {i, runs[i]->steps() + 1};
  }
  throw BadOptions("there is no step between --from and --to");
}

class Page {
public:
  Page(const Runs& runs, const Options& options, const figure::Measure& measure)
      : runs_(runs), opening_(opening_of(runs, options)), run_(*runs[opening_.run]),
        language_(options.language), style_{options.theme.empty() ? figure::light_theme()
                                                                  : theme_for(options),
                                            measure, options.language},
        theme_(style_.theme), story_(run_), results_(results_of(runs)),
        teller_(story_, options.language, results_), step_(teller_.tell(opening_.step)),
        picture_(measure) {
    for (const AskedQuestion& each : questions_of(run_, results_)) {
      has_questions_ = true;
      if (each.step == opening_.step && !asked_) asked_ = each;
    }
  }

  figure::Picture draw() {
    picture_.fill({0, 0, width, height}, theme_.ground);
    Box box{0, 0, width, height};
    head(box.take_top(56));
    foot(box.take_bottom(50));
    box = box.inset(margin, margin);
    strip(box.take_bottom(32, margin));
    side(box.take_left(side_width, margin));
    stage(box.take_top(456, 12));
    tell(box);
    return std::move(picture_);
  }

private:
  static std::vector<analysis::Result> results_of(const Runs& runs) {
    std::vector<analysis::Result> results;
    for (const auto& run : runs)
      results.push_back(analysis::result_of(*run));
    return results;
  }
  std::string heading_of(std::string_view key) const { return figure::heading(key, language_); }
  figure::Stroke edge() const { return {theme_.edge, 1}; }

  void button(Box box, const std::string& text) {
    picture_.outline(box, edge(), 6);
    picture_.text_in(box, text, body, theme_.text, figure::Align::center);
  }

  void head(Box box) {
    picture_.line({box.x, box.bottom()}, {box.right(), box.bottom()}, edge());
    box = box.inset(margin, 11);
    button(box.take_right(62, 20), language_ == assets::Language::zh ? "English" : "中文");
    const std::string name = figure::shortened(
        on_one_line(figure::run_title(run_.header()).in(language_)), title, 420, style_.measure);
    float x = box.x + 20 + picture_.text({box.x, box.y + 24}, name, title, theme_.text);
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const bool on = i == opening_.run;
      const std::string text = on_one_line(figure::case_title(runs_[i]->header()).in(language_));
      const Box tab{x, box.y, style_.measure.width(text, body) + 24, box.h};
      if (tab.right() > box.right()) break;
      if (on) picture_.fill(tab, theme_.accent, 6);
      picture_.text_in(tab, text, body, on ? theme_.on_accent : theme_.second,
                       figure::Align::center);
      x = tab.right() + 4;
    }
  }

  void side(Box box) {
    const assets::Method* const method = assets::method(run_.header().method);
    if (method) {
      picture_.text({box.x, box.y + 16}, heading_of("window.pane.code"), heading, theme_.text);
      box.take_top(26);
      const auto lines = static_cast<float>(method->listing.size());
      const Box pane = box.take_top(std::min(lines * 19 + 16, 260.0F), margin);
      picture_.fill(pane, theme_.panel, 8);
      picture_.outline(pane, edge(), 8);
      figure::draw_listing(picture_, *method,
                           figure::listing_rows(*method, step_.line, pane.inset(8), 19), 12.5F,
                           style_);
    }
    picture_.text({box.x, box.y + 16}, heading_of("window.pane.ledger"), heading, theme_.text);
    box.take_top(26);
    const auto rows = figure::ledger_rows(figure::costs_at(run_, step_.rest), nullptr, theme_);
    const Box pane = box.take_top(std::min(box.h, static_cast<float>(rows.size()) * 34 + 16));
    picture_.fill(pane, theme_.panel, 8);
    picture_.outline(pane, edge(), 8);
    picture_.add(figure::draw_ledger(rows, pane.inset(12, 8), style_,
                                     asked_           ? figure::Secret::everything
                                     : has_questions_ ? figure::Secret::totals
                                                      : figure::Secret::nothing));
  }

  void stage(Box box) {
    const std::vector<figure::Route> routes = figure::routes_of(run_);
    const figure::StageState state = figure::stage_state(run_, routes, step_.rest);
    figure::StageOptions options;
    options.hidden = asked_.has_value();
    options.totals_hidden = has_questions_;
    options.actor_hidden = asked_ && asked_->hides_actor;
    options.shows = step_.shows;
    picture_.add(
        figure::draw_stage(state, figure::stage_layout(state.scene, box), style_, options));
  }

  /// What is told; where something is asked, that.
  void tell(Box box) {
    const std::string place = step_.number == 0 ? heading_of("file.at_start")
                              : step_.number > run_.steps()
                                  ? heading_of("file.at_end")
                                  : figure::filled("file.step_of", language_,
                                                   {{"n", figure::grouped(step_.number)},
                                                    {"all", figure::grouped(run_.steps())}});
    picture_.text({box.x, box.y + 12}, step_.call.empty() ? place : place + " · " + step_.call,
                  body, theme_.second);
    box.take_top(22);
    std::string text = step_.narration.empty() ? step_.sentence : step_.narration.front();
    if (asked_) text = on_one_line(asked_->ask.in(language_));
    box.take_top(figure::fitted_paragraph(picture_, {box.x, box.y, box.w, box.h * 0.6F}, text,
                                          narration, 13, theme_.text),
                 6);
    if (!asked_) {
      if (!step_.narration.empty())
        figure::fitted_paragraph(picture_, box, step_.sentence, body, 13, theme_.second);
      return;
    }
    for (std::size_t i = 0; i < asked_->choices.size(); ++i) {
      const std::string choice =
          fmt::format("{}   {}", i + 1, on_one_line(asked_->choices[i].in(language_)));
      const Box place_of_choice{box.x, box.y, style_.measure.width(choice, strong) + 28, 34};
      if (place_of_choice.right() > width - margin || box.h < 34) break;
      picture_.outline(place_of_choice, edge(), 6);
      picture_.text_in(place_of_choice, choice, strong, theme_.text, figure::Align::center);
      box.take_left(place_of_choice.w, 8);
    }
  }

  /// The steps of the case, as far as there is room for them.
  void strip(Box box) {
    for (std::int64_t step = 0; step <= run_.steps() + 1; ++step) {
      const bool is_end = step > run_.steps();
      const std::string text = step == 0 ? figure::word("file.start", language_)
                               : is_end  ? figure::word("file.end", language_)
                                         : figure::grouped(step);
      const float wide = style_.measure.width(text, strong) + 28;
      if (wide > box.w) break;
      const Box chip = box.take_left(wide, 5);
      const bool on = step == opening_.step;
      if (on) picture_.fill(chip, theme_.selected, 6);
      picture_.outline(chip, on ? figure::Stroke{theme_.accent, 2} : edge(), 6);
      picture_.text_in(chip, text, strong, theme_.text, figure::Align::center);
    }
  }

  void foot(Box box) {
    picture_.line({box.x, box.y}, {box.right(), box.y}, edge());
    box = box.inset(margin, 8);
    button(box.take_left(90, 8), "← " + heading_of("file.previous"));
    button(box.take_left(90, 16), heading_of("file.next") + " →");
    const std::string keys = figure::word("file.keys", language_);
    const float y = box.center().y + 4.7F;
    const float x = box.x + 24 + picture_.text({box.x, y}, keys, small, theme_.second);
    picture_.text({x, y},
                  figure::shortened(on_one_line(source_line(runs_, language_)), small,
                                    box.right() - x, style_.measure),
                  small, theme_.second);
  }

  const Runs& runs_;
  Opening opening_;
  const trace::Trace& run_;
  assets::Language language_;
  figure::Style style_;
  const figure::Theme& theme_;
  figure::Story story_;
  std::vector<analysis::Result> results_;
  figure::StepTeller teller_;
  figure::StepText step_;
  std::optional<AskedQuestion> asked_;
  bool has_questions_ = false;
  figure::Picture picture_;
};

} // namespace

Preview html_preview(const Runs& runs, const Options& options, const figure::Measure& measure) {
  Page page(runs, options, measure);
  const figure::Color ground =
      (options.theme.empty() ? figure::light_theme() : theme_for(options)).ground;
  return {page.draw(), width, height, ground};
}

} // namespace copyscope::exports

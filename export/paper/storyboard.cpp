#include "export/paper/storyboard.h"

#include "export/data/source_line.h"
#include "export/paper/canvas/pango_measure.h"
#include "figure/pages/contents_page.h"
#include "figure/pages/handout.h"
#include "figure/words/run_words.h"

#include <deque>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

using figure::BoardStep;
using figure::PageMark;

constexpr std::int64_t most_steps = 200; // of a run

/// What is told of a run, on lines of its own.
class Pages {
public:
  Pages(const Runs& runs, const Options& options, const figure::Measure& measure)
      : options_(options), style_{theme_for(options), measure, options.language} {
    const trace::Header& header = runs.front()->header();
    board_.title = on_one_line(figure::run_title(header).in(options.language));
    board_.summary = on_one_line(header.scenario.summary.in(options.language));
    board_.source = on_one_line(source_line(runs, options.language));
    std::vector<analysis::Result> results;
    for (const auto& run : runs)
      results.push_back(analysis::result_of(*run));
    std::vector<figure::StepChoice> choices;
    for (const auto& run : runs) {
      tellers_.emplace_back(stories_.emplace_back(*run), options.language, results);
      board_.runs.push_back({&tellers_.back(), figure::routes_of(*run),
                             on_one_line(figure::case_title(run->header()).in(options.language))});
      choices.push_back(figure::choose_steps(*run, options.from, options.to, most_steps));
    }
    steps_ = figure::board_steps(board_, choices);
    if (steps_.empty()) throw BadOptions("no step lies in this part of the run");
    number_pages();
    contents_.emplace(board_, steps_, pages_, page_size(), style_);
  }

  int all() const { return contents_->pages() + pages_.back(); }
  const std::string& title() const { return board_.title; }
  const std::string& about() const { return board_.source; }

  /// `page` from 1.
  Sheet sheet(int page) const {
    const figure::PageSize size = page_size();
    const PageMark mark{page, all()};
    const auto picture = [&] {
      if (page <= contents_->pages()) return contents_->draw(page, all());
      const std::span<const BoardStep> steps = on_page(page);
      if (options_.handout > 1)
        return figure::draw_handout(board_, steps, options_.handout, mark, style_);
      return figure::draw_slide(board_, steps.front(), mark, style_);
    };
    const double points = options_.handout > 1 ? 0.75 : 960.0 / figure::slide_width;
    Sheet sheet{picture(), {size.width, points, false}, size.height, style_.theme.ground};
    sheet.title = board_.title;
    sheet.about = board_.source;
    sheet.language = options_.language == assets::Language::zh ? "zh-CN" : "en";
    return sheet;
  }

  /// What the outline says of a page; empty for one that only goes on.
  struct Heading {
    std::string run, step;
  };
  Heading heading(int page) const {
    if (page <= contents_->pages())
      return {page == 1 ? figure::heading("board.contents", options_.language) : std::string(), ""};
    const BoardStep& first = on_page(page).front();
    const figure::BoardRun& run = board_.runs[first.run];
    const std::size_t at = static_cast<std::size_t>(&first - steps_.data());
    const bool begins = at == 0 || steps_[at - 1].run != first.run;
    const std::string place = figure::place_of(run, first);
    return {begins ? run.title : std::string(),
            first.left_out > 0
                ? place
                : fmt::format("{}: {}", place, run.teller->tell(first.number).headline)};
  }

private:
  figure::PageSize page_size() const {
    if (options_.handout > 1) return {figure::a4_width, figure::a4_height, 56, 2};
    return {};
  }

  void number_pages() {
    int page = 0, on_it = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const bool new_run = i == 0 || steps_[i].run != steps_[i - 1].run;
      if (new_run || on_it == options_.handout) {
        ++page;
        on_it = 0;
      }
      ++on_it;
      pages_.push_back(page);
    }
  }

  std::span<const BoardStep> on_page(int page) const {
    const auto [begin, end] =
        std::equal_range(pages_.begin(), pages_.end(), page - contents_->pages());
    return {steps_.data() + (begin - pages_.begin()), static_cast<std::size_t>(end - begin)};
  }

  const Options& options_;
  figure::Style style_;
  std::deque<figure::Story> stories_;
  std::deque<figure::StepTeller> tellers_;
  figure::Board board_;
  std::vector<BoardStep> steps_;
  std::vector<int> pages_; // beside steps: where each is, from 1 after the contents
  std::optional<figure::Contents> contents_;
};

} // namespace

void write_storyboard(const Runs& runs, const Options& options, const Writer& write,
                      const Progress& progress) {
  const PangoMeasure measure;
  const Pages pages(runs, options, measure);
  PdfFile file(pages.title(), pages.about(), write);
  for (int page = 1; page <= pages.all(); ++page) {
    const Pages::Heading heading = pages.heading(page);
    file.outline(heading.run, heading.step);
    file.add(pages.sheet(page));
    if (progress) progress(static_cast<double>(page) / pages.all());
  }
  file.close();
}

Preview storyboard_preview(const Runs& runs, const Options& options,
                           const figure::Measure& measure) {
  return preview_of(Pages(runs, options, measure).sheet(1));
}

} // namespace copyscope::exports

#include "export/html/case_markup.h"

#include "export/html/markup.h"
#include "export/html/questions.h"
#include "export/paper/canvas/xml.h"
#include "figure/charts/ledger_chart.h"
#include "figure/words/real_words.h"
#include "figure/words/run_words.h"
#include "figure/words/time_words.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

using assets::Language;
using figure::StepText;
using scenario::Text;

std::string number(std::int64_t n) {
  return figure::grouped(n);
}

/// A page of a case, and what it is made from.
struct CasePage {
  StepText en, zh;
  std::vector<const AskedQuestion*> questions;
  std::size_t picture = 0; ///< in the case's book
};

class CaseMarkup {
public:
  CaseMarkup(const trace::Trace& trace, const figure::StepChoice& choice, LessonFile& file)
      : trace_(trace), choice_(choice), file_(file), story_(trace),
        method_(assets::method(trace.header().method)), routes_(figure::routes_of(trace)),
        questions_(questions_of(trace, file.results)), id_(xml_escaped(trace.header().id())),
        book_(fmt::format("_p{}_", file.cases), all_variants) {}

  std::string markup(const std::function<void()>& page_made) {
    gather(page_made);
    book_.bind();
    file_.sets.insert(book_.sets().begin(), book_.sets().end());
    const std::string heading = fmt::format("_h{}", file_.cases);
    std::string text = fmt::format(
        "<section class=\"case\" id=\"{}\" aria-labelledby=\"{}\">\n<h2 id=\"{}\">{}</h2>\n", id_,
        heading, heading, both(figure::case_title(trace_.header())));
    text += strip();
    text += "<svg class=\"shared\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n" +
            book_.shared() + "</defs></svg>\n";
    for (const CasePage& page : pages_)
      text += page_markup(page);
    ++file_.cases;
    return text + "</section>\n";
  }

private:
  void gather(const std::function<void()>& page_made) {
    const figure::StepTeller en(story_, Language::en, file_.results),
        zh(story_, Language::zh, file_.results);
    const auto add = [&](std::int64_t step) {
      CasePage page{en.tell(step), zh.tell(step), {}};
      for (const AskedQuestion& each : questions_)
        if (each.step == step) page.questions.push_back(&each);
      page.picture = book_.add(step == en.comparison() ? file_.drawing.comparison(file_.runs)
                                                       : file_.drawing.variants(moment_of(page)));
      pages_.push_back(std::move(page));
      page_made();
    };
    if (choice_.opening) add(0);
    for (std::int64_t step = choice_.first; step <= choice_.last; ++step) {
      if (step == choice_.gap) step = choice_.gap_end;
      add(step);
    }
    if (choice_.closing) add(en.closing());
    if (choice_.closing && en.has_comparison() && file_.runs.size() > 1) add(en.comparison());
  }

  Drawing::Moment moment_of(const CasePage& page) const {
    Drawing::Moment moment{trace_, routes_, page.en.rest};
    moment.shows = page.en.shows;
    // Behind a question too: somebody may have gone past it.
    if (!questions_.empty()) moment.least = Known::no_totals;
    for (const AskedQuestion* const each : page.questions) {
      moment.least = Known::no_answer;
      moment.hides_actor = moment.hides_actor || each->hides_actor;
      moment.shows_then.insert(moment.shows_then.end(), each->shows.begin(), each->shows.end());
      if (moment.picks.empty())
        for (const std::string& part : each->parts)
          moment.picks.push_back({part, static_cast<int>(moment.picks.size()) + 1});
    }
    return moment;
  }

  bool compares(const CasePage& page) const { return page.en.number > trace_.steps() + 1; }

  std::string address_of(const CasePage& page) const {
    if (page.en.number == 0) return "0";
    if (compares(page)) return "compare";
    return page.en.number > trace_.steps() ? "end" : fmt::format("{}", page.en.number);
  }

  /// A step in a word, and its number; all in a row.
  std::string strip() const {
    std::string text = fmt::format("<nav class=\"strip\" aria-labelledby=\"_s{}\">\n"
                                   "<h3 id=\"_s{}\" class=\"unseen\">{}</h3>\n<ol>\n",
                                   file_.cases, file_.cases, both(headings("file.steps")));
    for (const CasePage& page : pages_) {
      if (page.en.number == choice_.gap_end && choice_.gap_end != 0)
        text += "<li class=\"gap\">…</li>\n";
      const std::string name = address_of(page);
      const bool is_step = page.en.row != trace::no_span;
      text += fmt::format("<li><a href=\"#{}/{}\"><b>{}</b>", id_, name,
                          is_step ? number(page.en.number)
                                  : both(words(name == "0"     ? "file.start"
                                               : name == "end" ? "file.end"
                                                               : "file.compare")));
      if (is_step) {
        const trace::Span& span = trace_[page.en.row];
        text += fmt::format("<span class=\"what\"> {} <i>{}</i></span>", both(brief(span)),
                            marked(figure::time_text(span.begin)));
      }
      text += "</a></li>\n";
    }
    return text + "</ol></nav>\n";
  }

  Text brief(const trace::Span& span) const {
    std::string key = fmt::format("window.brief.{}", trace::name_of(span.kind));
    if (span.kind == trace::Kind::mode_switch) key += "." + trace_.name(span);
    if (!assets::find_text(key, Language::en)) key = fmt::format("kind.{}", name_of(span.kind));
    return words(key);
  }

  std::string page_markup(const CasePage& page) {
    const std::string name = address_of(page);
    const std::string told = fmt::format("_t{}_{}", file_.cases, name);
    std::string text =
        fmt::format("<article class=\"page\" id=\"{}/{}\" data-step=\"{}\">\n", id_, name, name);
    text += told_markup(page, told);
    text += fmt::format("<figure class=\"stage\"><svg viewBox=\"0 0 {} {}\" role=\"img\" "
                        "aria-labelledby=\"{}\">\n{}{}</svg></figure>\n",
                        Drawing::width, Drawing::height, told, book_.body(page.picture),
                        compares(page) ? std::string() : Drawing::places(moment_of(page)));
    if (!page.questions.empty()) text += "<div class=\"asks\">\n";
    for (const AskedQuestion* const each : page.questions)
      text += question_markup(*each);
    if (!page.questions.empty()) text += "</div>\n";
    text += "<div class=\"side\">\n" + listing(page.en.line) + ledger(page) + "</div>\n";
    return text + "</article>\n";
  }

  std::string told_markup(const CasePage& page, const std::string& id) const {
    const std::int64_t step = page.en.number;
    const Text heading =
        step == 0        ? words("file.at_start")
        : compares(page) ? headings("board.place.comparison")
        : step > trace_.steps()
            ? words("file.at_end")
            : words("file.step_of", {{"n", number(step)}, {"all", number(trace_.steps())}});
    std::string text = fmt::format("<div class=\"told\" id=\"{}\">\n<h3>{}", id, both(heading));
    if (!page.en.call.empty())
      text += fmt::format(" <span class=\"call\">{}</span>", both({page.en.call, page.zh.call}));
    text += "</h3>\n";
    if (step == choice_.gap_end && choice_.gap_end != 0)
      text += "<p class=\"left-out\">" +
              both(words("file.left_out", {{"all", number(trace_.steps())},
                                           {"from", number(choice_.gap)},
                                           {"to", number(choice_.gap_end - 1)}})) +
              "</p>\n";
    for (std::size_t i = 0; i < page.en.narration.size(); ++i)
      text +=
          "<p class=\"narration\">" + both({page.en.narration[i], page.zh.narration[i]}) + "</p>\n";
    if (!page.en.sentence.empty())
      text += "<p class=\"sentence\">" + both({page.en.sentence, page.zh.sentence}) + "</p>\n";
    if (!page.en.note.empty())
      text += "<p class=\"note\">" + both({page.en.note, page.zh.note}) + "</p>\n";
    return text + "</div>\n";
  }

  std::string question_markup(const AskedQuestion& question) {
    const std::size_t n = ++file_.questions;
    const assets::Values of{{"n", fmt::format("{}", n)},
                            {"all", fmt::format("{}", file_.all_questions)}};
    Text number_of = words("window.lesson.question_of", of);
    number_of.en = assets::capitalized(number_of.en);
    std::string text = fmt::format("<div class=\"ask\" id=\"question:{}\" role=\"group\" "
                                   "aria-labelledby=\"_q{}\" data-right=\"{}\">\n<h4>{}</h4>\n"
                                   "<p class=\"asked\" id=\"_q{}\">{}</p>\n"
                                   "<ol class=\"choices\">\n",
                                   xml_escaped(question.id), n, question.right + 1, both(number_of),
                                   n, both(question.ask));
    for (std::size_t i = 0; i < question.choices.size(); ++i)
      text +=
          fmt::format("<li><button type=\"button\" disabled{}><b>{}</b> <span>{}</span>"
                      "</button></li>\n",
                      question.parts.empty() ? std::string()
                                             : fmt::format(" data-part=\"{}\"", question.parts[i]),
                      i + 1, both(question.choices[i]));
    text += "</ol>\n<p class=\"wrong\" role=\"status\" hidden>" +
            both(words("window.lesson.wrong")) + "</p>\n";
    for (std::size_t i = 0; i < question.mistakes.size(); ++i)
      if (!question.mistakes[i].en.empty())
        text += fmt::format("<p class=\"wrong\" role=\"status\" data-of=\"{}\" hidden>{}</p>\n",
                            i + 1, both(question.mistakes[i]));
    const Text& right = question.choices[question.right];
    const Text answer{
        figure::filled("window.lesson.the_answer", Language::en, {{"answer", right.en}}),
        figure::filled("window.lesson.the_answer", Language::zh, {{"answer", right.zh}})};
    text += fmt::format("<div class=\"answer\"><p><strong><span class=\"praise\">{} </span>{}"
                        "</strong></p><p>{}</p></div>\n",
                        both(words("window.lesson.right")), both(answer), both(question.explain));
    return text + "</div>\n";
  }

  std::string listing(int lit) const {
    if (!method_) return {};
    std::string text = "<div class=\"listing\"><h4>" + both(headings("window.pane.code")) +
                       "</h4>\n<pre class=\"code\" tabindex=\"0\"><code>";
    int line = 0;
    for (const assets::ListingLine& each : method_->listing) {
      const bool is_lit = ++line == lit;
      text += fmt::format("{}{}{}\n", is_lit ? "<mark aria-current=\"true\">" : "",
                          xml_escaped(each.code), is_lit ? "</mark>" : "");
    }
    return text + "</code></pre></div>\n";
  }

  std::string ledger(const CasePage& page) const {
    const std::vector<figure::LedgerRow> rows = figure::ledger_rows(
        figure::costs_at(trace_, page.en.rest), nullptr, *file_.drawing.palette().themes().front());
    std::int64_t longest = 1;
    for (const figure::LedgerRow& row : rows)
      if (row.unit == figure::LedgerRow::Unit::count)
        longest = std::max(longest, row.in_the_end.value_or(0));
    std::string text = fmt::format(
        "<table class=\"ledger\"><caption>{}</caption><thead><tr><td></td><th scope=\"col\">{}</th>"
        "<th scope=\"col\">{}</th></tr></thead><tbody>\n",
        both(headings("window.pane.ledger")), both(words("file.so_far")),
        both(words("file.finally")));
    for (const figure::LedgerRow& row : rows)
      text += ledger_row(row, longest);
    return text + "</tbody></table>\n";
  }

  /// Of a real run, how each of its figures is known.
  static std::string evidence_attribute(const figure::LedgerRow& row) {
    return row.evidence.empty() ? std::string()
                                : fmt::format(" data-evidence=\"{}\"", xml_escaped(row.evidence));
  }
  static std::string evidence_note(const figure::LedgerRow& row) {
    if (row.evidence.empty()) return {};
    const auto in = [&](figure::Language language) {
      return figure::evidence_text(row.evidence, language);
    };
    return " <small>" + both({in(figure::Language::en), in(figure::Language::zh)}) + "</small>";
  }

  static std::string ledger_row(const figure::LedgerRow& row, std::int64_t longest) {
    const bool is_count = row.unit == figure::LedgerRow::Unit::count;
    const double whole = static_cast<double>(
        is_count ? longest : std::max<std::int64_t>(1, row.in_the_end.value_or(0)));
    const auto part = [&](std::optional<std::int64_t> amount) {
      return fmt::format("<rect width=\"{}%\"/>",
                         short_number(100 * static_cast<double>(amount.value_or(0)) / whole));
    };
    // Of a real run not everything was observed.
    const auto cell = [&](std::optional<std::int64_t> amount) -> std::string {
      if (!amount) return "<td>–</td>";
      return fmt::format("<td><data value=\"{}\">{}</data></td>", *amount,
                         *amount == 0 ? "0" : marked(figure::amount_text(row.unit, *amount)));
    };
    return fmt::format("<tr data-figure=\"{}\"{}><th scope=\"row\">{}{}<svg "
                       "aria-hidden=\"true\">{}{}</svg></th>{}{}</tr>\n",
                       row.path, evidence_attribute(row),
                       both(headings("window.ledger." + row.path)), evidence_note(row),
                       part(row.in_the_end), part(row.now), cell(row.now), cell(row.in_the_end));
  }

  const trace::Trace& trace_;
  const figure::StepChoice& choice_;
  LessonFile& file_;
  figure::Story story_;
  const assets::Method* method_;
  std::vector<figure::Route> routes_;
  std::vector<AskedQuestion> questions_;
  std::string id_;
  PictureBook book_;
  std::vector<CasePage> pages_;
};

} // namespace

std::string case_markup(const trace::Trace& trace, const figure::StepChoice& choice,
                        LessonFile& file, const std::function<void()>& page_made) {
  return CaseMarkup(trace, choice, file).markup(page_made);
}

} // namespace copyscope::exports

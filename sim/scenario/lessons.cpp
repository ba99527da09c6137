// Narrations and questions.
#include "sim/scenario/assembly.h"
#include "sim/scenario/bound_reader.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <set>

namespace copyscope::scenario {

using units::quoted;

namespace {

constexpr std::size_t fewest_choices = 2;
constexpr std::size_t most_choices = 9; // the keys 1 … 9 answer

bool is_question_id(std::string_view id) {
  return !id.empty() && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

class QuestionReader : public BoundReader {
public:
  using BoundReader::BoundReader;

  Question read(const Node& table) {
    Question question;
    reader_.only_keys(table, {"id", "ask", "choices", "answer", "explain", "shows", "case", "at",
                              "point", "mistake"});
    read_id(table, question);
    const Case& of_case = which(table);
    question.of_case = of_case.id;
    question.at = at(table, of_case);
    question.ask = text(table, "ask", "the question");
    question.explain = text(table, "explain", "");
    question.shows = shows(table);
    const Node* point = table.find("point");
    if (!point) {
      read_choices(table, question);
      read_answer(table, question);
      refuse_needless_mistakes(table, question);
      return question;
    }
    question.point =
        read_moment(*point, false, of_case.workload.clients, names_, reader_).value_or(Moment{});
    for (const Entry& entry : table.entries)
      if (entry.key == "choices" || entry.key == "answer")
        reader_.refuse(entry, quoted(entry.key) + " beside `point`",
                       "either `choices` with `answer`, or `point`");
    read_mistakes(table, question);
    return question;
  }

private:
  void read_id(const Node& table, Question& into) {
    const std::string expected = "an id of a-z, 0-9 and `-`";
    into.id = default_question_id(count_++);
    const Node* node = table.find("id");
    if (node) {
      const auto id = reader_.string(*node, expected);
      if (!id) return;
      if (!is_question_id(*id)) {
        reader_.wrong_value(*node, expected);
        return;
      }
      into.id = *id;
    }
    if (!ids_.insert(into.id).second)
      reader_.refuse(node ? *node : table, quoted(into.id) + " a second time",
                     "an id of its own for each question");
  }

  /// What pointing at each part mistakes.
  void read_mistakes(const Node& table, Question& into) {
    const Node* mistakes = table.find("mistake");
    if (!mistakes || !reader_.is_table(*mistakes, "a table of parts: `mistake.disk_dma = { … }`"))
      return;
    const auto parts = parts_to_show();
    if (!names_.accepts_all()) reader_.only_keys(*mistakes, {parts.begin(), parts.end()});
    for (const Entry& entry : mistakes->entries)
      into.mistakes.emplace(entry.key, text(*mistakes, entry.key, ""));
  }

  /// The right choice is no mistake; known here where the answer is an index.
  void refuse_needless_mistakes(const Node& table, const Question& question) {
    for (const Entry& entry : table.entries)
      if (entry.key == "mistake")
        reader_.refuse(entry, "`mistake` beside `choices`", "`mistake` in a choice");
    const auto* right = std::get_if<std::int64_t>(&question.answer);
    const Node* choices = table.find("choices");
    if (!right || !choices || choices->items.size() != question.choices.size()) return;
    const auto index = static_cast<std::size_t>(*right);
    if (index >= question.choices.size() || !question.choices[index].mistake) return;
    for (const Entry& entry : choices->items[index].entries)
      if (entry.key == "mistake")
        reader_.refuse(entry, "`mistake` in the right choice", "`mistake` in wrong ones");
  }

  void read_choices(const Node& table, Question& into) {
    const Node* choices = table.find("choices");
    const std::string expected =
        fmt::format("{} to {} choices: integers or texts", fewest_choices, most_choices);
    if (!choices) {
      reader_.missing(table, "`choices`", "`choices` with `answer`, or `point`");
      return;
    }
    if (choices->type != Node::Type::array) {
      reader_.wrong_type(*choices, expected);
      return;
    }
    if (choices->items.size() < fewest_choices || choices->items.size() > most_choices) {
      reader_.refuse(*choices, fmt::format("{} choices", choices->items.size()), expected);
      return;
    }
    for (const Node& item : choices->items)
      read_choice(item, into);
  }

  void read_choice(const Node& node, Question& into) {
    const Node* value = node.type == Node::Type::table ? node.find("value") : nullptr;
    if (node.type == Node::Type::integer || value) {
      if (value) reader_.only_keys(node, {"value", "mistake"});
      read_number(value ? *value : node, into);
    } else if (node.type != Node::Type::table && node.type != Node::Type::string) {
      reader_.wrong_type(node, "an integer, or a text");
      return;
    } else if (const auto text = reader_.text(node, {"mistake"})) {
      check_references(node, names_, reader_);
      into.choices.push_back({*text, std::nullopt});
    } else {
      return;
    }
    if (node.find("mistake")) into.choices.back().mistake = text(node, "mistake", "");
  }

  void read_number(const Node& node, Question& into) {
    const Question::Choice choice{reader_
                                      .integer(node, std::numeric_limits<std::int64_t>::min(),
                                               std::numeric_limits<std::int64_t>::max())
                                      .value_or(0),
                                  std::nullopt};
    const auto says = [](const Question::Choice& each) { return each.says; };
    if (std::ranges::find(into.choices, choice.says, says) != into.choices.end())
      reader_.refuse(node, fmt::format("`{}` a second time", node.integer), "each choice once");
    into.choices.push_back(choice);
  }

  void read_answer(const Node& table, Question& into) {
    const Node* answer = table.find("answer");
    const bool integers =
        std::all_of(into.choices.begin(), into.choices.end(), [](const Question::Choice& choice) {
          return std::holds_alternative<std::int64_t>(choice.says);
        });
    if (!answer) {
      // Pointing needs none, and where the choices are missing that has been said.
      if (table.find("choices"))
        reader_.missing(table, "`answer`",
                        "a figure such as `\"read-write.copies.cpu\"`, or an index");
    } else if (answer->type == Node::Type::string && integers) {
      read_figure(*answer, into);
    } else if (answer->type == Node::Type::string) {
      reader_.wrong_type(*answer, "the index of the right choice, counting from 0");
    } else if (into.choices.empty()) {
      into.answer = std::int64_t{0}; // the choices are wrong, as has been said
    } else {
      into.answer = reader_.integer(*answer, 0, static_cast<std::int64_t>(into.choices.size()) - 1)
                        .value_or(0);
    }
  }

  void read_figure(const Node& answer, Question& into) {
    const auto path = reader_.string(answer, "");
    if (!path) return;
    into.answer = *path;
    const std::size_t dot = path->find('.');
    const std::string which = path->substr(0, dot);
    const std::string figure = dot == std::string::npos ? "" : path->substr(dot + 1);
    if (!names_.is_case(which)) {
      reader_.refuse(answer, "the unknown case " + quoted(which),
                     "`CASE.FIGURE` with a case of " + list_of(names_.cases()),
                     did_you_mean(which, names_.cases()));
      return;
    }
    const auto type = names_.figure_type(figure);
    if (!type)
      reader_.refuse(answer, "the unknown figure " + quoted(figure), list_of(names_.figures()),
                     did_you_mean(figure, names_.figures()));
    else if (*type == FigureType::fraction || *type == FigureType::throughput)
      reader_.refuse(answer, quoted(figure) + ", which is no whole number",
                     "a figure that is one, such as `copies.cpu`");
  }

  std::size_t count_ = 0;
  std::set<std::string> ids_;
};

/// The tables under a key, each read by `read`.
template <class Read>
void each_table(const Node& root, std::string_view key, Reader& reader, Read read) {
  const Node* array = root.find(key);
  if (!array || !reader.is_array_of_tables(*array, key)) return;
  for (const Node& table : array->items) {
    if (reader.full()) return;
    read(table);
  }
}

} // namespace

std::vector<Narration> read_narrations(const Node& root, const std::vector<Case>& cases,
                                       const Names& names, Reader& reader) {
  std::vector<Narration> narrations;
  BoundReader bound(cases, names, reader);
  each_table(root, "lesson", reader, [&](const Node& table) {
    reader.only_keys(table, {"case", "at", "shows", "view", "text"});
    const Case& of_case = bound.which(table);
    Narration narration{of_case.id, bound.at(table, of_case), bound.shows(table)};
    narration.view = bound.view(table, narration.at);
    narration.text = bound.text(table, "text", "the narration");
    narrations.push_back(std::move(narration));
  });
  return narrations;
}

std::vector<Question> read_questions(const Node& root, const std::vector<Case>& cases,
                                     const Names& names, Reader& reader) {
  std::vector<Question> questions;
  QuestionReader question(cases, names, reader);
  each_table(root, "question", reader,
             [&](const Node& table) { questions.push_back(question.read(table)); });
  return questions;
}

} // namespace copyscope::scenario

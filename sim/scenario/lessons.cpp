// Narrations and questions.
#include "sim/scenario/assembly.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

using units::quoted;

namespace {

constexpr std::size_t fewest_choices = 2;
constexpr std::size_t most_choices = 9; // the keys 1 … 9 answer

/// What lessons and questions have in common.
class BoundReader {
public:
  BoundReader(const std::vector<Case>& cases, const Names& names, Reader& reader)
      : cases_(cases), names_(names), reader_(reader) {}

  /// The case under `case`, or the first.
  const Case& which(const Node& table) {
    const Node* node = table.find("case");
    if (!node) return cases_.front();
    const auto id = reader_.string(*node, "the id of a case, a string");
    if (!id) return cases_.front();
    if (const auto index = names_.case_index(*id)) return cases_[*index];
    reader_.unknown_name(*node, "case", names_.cases());
    return cases_.front();
  }

  Moment at(const Node& table, const Case& of_case) {
    const Node* node = table.find("at");
    if (!node) return Moment{};
    return read_moment(*node, true, of_case.workload.clients, names_, reader_).value_or(Moment{});
  }

  /// A text that may hold references.
  Text text(const Node& table, std::string_view key, const std::string& required) {
    const Node* node = table.find(key);
    if (!node) {
      if (!required.empty()) reader_.missing(table, fmt::format("`{}`", key), required);
      return {};
    }
    const auto text = reader_.text(*node);
    if (text) check_references(*node, names_, reader_);
    return text.value_or(Text{});
  }

protected:
  const std::vector<Case>& cases_;
  const Names& names_;
  Reader& reader_;
};

class QuestionReader : public BoundReader {
public:
  using BoundReader::BoundReader;

  Question read(const Node& table) {
    Question question;
    reader_.only_keys(table, {"ask", "choices", "answer", "explain", "case", "at", "point"});
    const Case& of_case = which(table);
    question.of_case = of_case.id;
    question.at = at(table, of_case);
    question.ask = text(table, "ask", "the question");
    question.explain = text(table, "explain", "");
    const Node* point = table.find("point");
    if (!point) {
      read_choices(table, question);
      read_answer(table, question);
      return question;
    }
    question.point =
        read_moment(*point, false, of_case.workload.clients, names_, reader_).value_or(Moment{});
    for (const Entry& entry : table.entries)
      if (entry.key == "choices" || entry.key == "answer")
        reader_.refuse(entry, quoted(entry.key) + " beside `point`",
                       "either `choices` with `answer`, or `point`");
    return question;
  }

private:
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
    if (node.type == Node::Type::integer) {
      const Question::Choice choice = node.integer;
      if (std::find(into.choices.begin(), into.choices.end(), choice) != into.choices.end())
        reader_.refuse(node, fmt::format("`{}` a second time", node.integer), "each choice once");
      into.choices.push_back(choice);
      return;
    }
    if (node.type != Node::Type::table && node.type != Node::Type::string) {
      reader_.wrong_type(node, "an integer, or a text");
      return;
    }
    if (const auto text = reader_.text(node)) {
      check_references(node, names_, reader_);
      into.choices.emplace_back(*text);
    }
  }

  void read_answer(const Node& table, Question& into) {
    const Node* answer = table.find("answer");
    const bool integers =
        std::all_of(into.choices.begin(), into.choices.end(), [](const Question::Choice& choice) {
          return std::holds_alternative<std::int64_t>(choice);
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

std::vector<Lesson> read_lessons(const Node& root, const std::vector<Case>& cases,
                                 const Names& names, Reader& reader) {
  std::vector<Lesson> lessons;
  BoundReader bound(cases, names, reader);
  each_table(root, "lesson", reader, [&](const Node& table) {
    reader.only_keys(table, {"case", "at", "text"});
    const Case& of_case = bound.which(table);
    lessons.push_back(
        {of_case.id, bound.at(table, of_case), bound.text(table, "text", "the narration")});
  });
  return lessons;
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

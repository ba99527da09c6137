// The command line as the commands declare it: commands, their options, and what each option takes.
//
// CLI11 stands behind it, and is known to command_line.cpp alone: each file that includes it costs
// ten seconds of compiling. Where the command line cannot be understood, a UsageError says why.
#pragma once

#include "cli/terminal/help.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace copyscope::cli {

/// An option or an argument that has been declared, for what else is to be said of it.
class Option {
public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  /// How help shows its value: "FILE", "en|zh".
  Option& takes(const std::string& value);
  Option& required();
  Option& excludes(const Option& other);
  /// "a,b" is two values.
  Option& separated_by(char separator);

  Option& one_of(const std::vector<std::string>& words);
  Option& one_of_numbers(const std::vector<int>& numbers);
  Option& in_range(int least, int most);
  Option& in_range(double least, double most);
  Option& not_empty(const std::string& complaint);

private:
  CLI::Option* option_;
};

/// Options of which at most one may be given.
void exclude_one_another(const std::vector<Option>& options);

/// A command, or the program itself, to which options are added. What is added to has to live until
/// the command line has been parsed. A name is "--case", "-o,--output", or "SCENARIO" for an
/// argument.
class Command {
public:
  explicit Command(CLI::App& app) : app_(&app) {}

  Option add(const std::string& name, std::string& value, const std::string& description);
  Option add(const std::string& name, int& value, const std::string& description);
  Option add(const std::string& name, std::optional<std::int64_t>& value,
             const std::string& description);
  Option add(const std::string& name, std::optional<float>& value, const std::string& description);
  /// An argument that takes all that follow.
  Option add_all(const std::string& name, std::vector<std::string>& values,
                 const std::string& description);
  /// An option that may be given several times, with one value each time.
  Option add_each(const std::string& name, std::vector<std::string>& values,
                  const std::string& description);
  /// An option with values "a,b", which may stand without any.
  Option add_list(const std::string& name, std::vector<std::string>& values, bool& is_given,
                  const std::string& description);
  Option add_flag(const std::string& name, bool& value, const std::string& description);
  /// One of some words; Target is an enumeration, or an optional of one.
  template <class Target, class Value>
  Option add_choice(const std::string& name, Target& target,
                    const std::map<std::string, Value>& values, const std::string& description);

  /// A subcommand with the examples that its help ends with.
  Command add_command(const std::string& name, const std::string& description,
                      const std::string& examples);
  /// Called where the command was given, once all of the command line is understood.
  void when_given(std::function<void()> callback);

private:
  Option add_number_of_word(const std::string& name, const std::map<std::string, int>& numbers,
                            std::function<void(int)> set, const std::string& description);

  CLI::App* app_;
};

/// The whole: the program, its commands, and the parsing.
class CommandLine {
public:
  CommandLine(const std::string& name, const std::string& description, const std::string& examples,
              const std::string& version);
  ~CommandLine();

  Command program();

  /// Fills what the options were declared with, and calls back; or gives the text that --help or
  /// --version asks for. Throws UsageError.
  std::optional<std::string> parse(int argc, char** argv);

private:
  /// Throws UsageError, with where help is.
  [[noreturn]] void refuse(const std::string& why) const;

  std::unique_ptr<CLI::App> app_;
  std::string version_;
};

template <class Target, class Value>
Option Command::add_choice(const std::string& name, Target& target,
                           const std::map<std::string, Value>& values,
                           const std::string& description) {
  std::map<std::string, int> numbers;
  for (const auto& [word, value] : values)
    numbers.emplace(word, static_cast<int>(value));
  const auto set = [&target](int number) { target = static_cast<Value>(number); };
  return add_number_of_word(name, numbers, set, description);
}

} // namespace copyscope::cli

#include "cli/command_line.h"

#include "cli/exit_status.h"
#include "program/catalog.h"
#include "sim/units/excerpt.h"

#include <charconv>
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::cli {

namespace {

/// The command that the user was writing, for the hint after a usage error.
std::string command_written(const CLI::App& program) {
  std::string line = program.get_name();
  for (const CLI::App* command : program.get_subcommands())
    line += " " + command->get_name();
  return line;
}

/// "; did you mean `--case`?", of the options of a command.
std::string suggested_option(const CLI::App& command, std::string_view wrong) {
  std::vector<std::string> names;
  for (const CLI::Option* const each : command.get_options())
    for (const std::string& name : each->get_lnames())
      names.push_back("--" + name);
  return program::suggestion(wrong, names);
}

std::string suggested_command(const CLI::App& program, std::string_view wrong) {
  std::vector<std::string> names;
  for (const CLI::App* const each : program.get_subcommands({}))
    names.push_back(each->get_name());
  return program::suggestion(wrong, names);
}

/// What is wrong with the first argument that nothing takes. `given` is all, in their order.
std::string not_expected(const CLI::App& program, const std::vector<std::string>& given) {
  const std::vector<std::string> rest = program.remaining(true);
  const auto is_left = [&](const std::string& each) {
    return std::ranges::find(rest, each) != rest.end();
  };
  const auto first = std::ranges::find_if(given, is_left);
  if (first == given.end()) return "an argument was not expected";
  const auto commands = program.get_subcommands();
  // `copyscope SCENARIO` opens the window: whatever stands there was taken for one.
  if (commands.empty() && !given.front().starts_with('-') && first != given.begin())
    return fmt::format("{} is no command{}; as a scenario for the window it goes without `{}`",
                       units::quoted(given.front()), suggested_command(program, given.front()),
                       units::excerpt(*first));
  const CLI::App& command = commands.empty() ? program : *commands.front();
  if (first->starts_with('-'))
    return fmt::format("there is no option {}{}", units::quoted(*first),
                       suggested_option(command, *first));
  return fmt::format("{} was not expected", units::quoted(*first));
}

HelpEntry argument_of(const CLI::Option& option) {
  std::string name = option.get_name(true);
  const std::string shown = option.get_expected_max() > 1 ? name + "…" : name;
  return {std::move(name), option.get_description(),
          option.get_required() ? shown : "[" + shown + "]"};
}

HelpEntry option_of(const CLI::Option& option) {
  std::string name = option.get_name(false, true); // "-o,--output"
  if (const std::size_t comma = name.find(','); comma != std::string::npos)
    name.insert(comma + 1, " ");
  const std::string& value = option.get_option_text();
  return {value.empty() ? name : name + " " + value, option.get_description(), {}};
}

/// A check that a value is a number from `least` to `most`. CLI11's own takes "nan" for one.
template <class Number> CLI::Validator range_check(Number least, Number most) {
  const auto check = [least, most](const std::string& given) -> std::string {
    Number number{};
    const char* const end = given.data() + given.size();
    const auto [read, error] = std::from_chars(given.data(), end, number);
    if (error == std::errc() && read == end && number >= least && number <= most) return {};
    return fmt::format("\"{}\" is no number from {} to {}", given, least, most);
  };
  return {check, ""};
}

Help help_for(const CLI::App& command) {
  const CLI::App* const parent = command.get_parent();
  Help help;
  help.name = parent ? parent->get_name() + " " + command.get_name() : command.get_name();
  help.is_program = parent == nullptr;
  help.description = command.get_description();
  for (const CLI::App* each : command.get_subcommands([](const CLI::App*) { return true; }))
    help.commands.push_back({each->get_name(), each->get_description(), {}});
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional())
      help.arguments.push_back(argument_of(*option));
    else
      help.options.push_back(option_of(*option));
  }
  help.examples = command.get_footer();
  return help;
}

} // namespace

// ---- Options ----

Option& Option::takes(const std::string& value) {
  option_->option_text(value);
  return *this;
}

Option& Option::required() {
  option_->required();
  return *this;
}

Option& Option::excludes(const Option& other) {
  option_->excludes(other.option_);
  return *this;
}

Option& Option::separated_by(char separator) {
  option_->delimiter(separator);
  return *this;
}

// A check's own description would stand in the help beside what the option takes.

Option& Option::one_of(const std::vector<std::string>& words) {
  option_->check(CLI::IsMember(words).description(""));
  return *this;
}

Option& Option::one_of_numbers(const std::vector<int>& numbers) {
  option_->check(CLI::IsMember(numbers).description(""));
  return *this;
}

Option& Option::in_range(int least, int most) {
  option_->check(range_check(least, most));
  return *this;
}

Option& Option::in_range(double least, double most) {
  option_->check(range_check(least, most));
  return *this;
}

Option& Option::not_empty(const std::string& complaint) {
  const auto check = [complaint](const std::string& given) {
    return given.empty() ? complaint : std::string();
  };
  option_->check(CLI::Validator(check, ""));
  return *this;
}

void exclude_one_another(const std::vector<Option>& options) {
  for (std::size_t one = 0; one < options.size(); ++one)
    for (std::size_t other = 0; other < options.size(); ++other)
      if (one != other) Option(options[one]).excludes(options[other]);
}

// ---- Commands ----

Option Command::add(const std::string& name, std::string& value, const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::add(const std::string& name, int& value, const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::add(const std::string& name, std::optional<std::int64_t>& value,
                    const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::add(const std::string& name, std::optional<float>& value,
                    const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::add_all(const std::string& name, std::vector<std::string>& values,
                        const std::string& description) {
  return Option(*app_->add_option(name, values, description));
}

Option Command::add_each(const std::string& name, std::vector<std::string>& values,
                         const std::string& description) {
  return Option(*app_->add_option(name, values, description)->allow_extra_args(false));
}

Option Command::add_list(const std::string& name, std::vector<std::string>& values, bool& is_given,
                         const std::string& description) {
  CLI::Option* const option = app_->add_option(name, values, description)
                                  ->delimiter(',')
                                  ->expected(0, CLI::detail::expected_max_vector_size);
  app_->parse_complete_callback([&is_given, option] { is_given = option->count() > 0; });
  return Option(*option);
}

Option Command::add_flag(const std::string& name, bool& value, const std::string& description) {
  return Option(*app_->add_flag(name, value, description));
}

Option Command::add_number_of_word(const std::string& name,
                                   const std::map<std::string, int>& numbers,
                                   std::function<void(int)> set, const std::string& description) {
  const auto number_of = [numbers](std::string& given) -> std::string {
    const auto found = numbers.find(given);
    if (found == numbers.end()) {
      std::vector<std::string> words;
      for (const auto& [word, number] : numbers)
        words.push_back(word);
      return fmt::format("\"{}\" is none of {}", given, fmt::join(words, ", "));
    }
    given = std::to_string(found->second);
    return {};
  };
  const std::function<void(const int&)> chosen = std::move(set);
  return Option(*app_->add_option_function<int>(name, chosen, description)
                     ->transform(CLI::Validator(number_of, "")));
}

Command Command::add_command(const std::string& name, const std::string& description,
                             const std::string& examples) {
  CLI::App& command = *app_->add_subcommand(name, description);
  command.footer("Examples:\n" + examples);
  return Command(command);
}

void Command::when_given(std::function<void()> callback) {
  app_->callback(std::move(callback));
}

// ---- The whole ----

CommandLine::CommandLine(const std::string& name, const std::string& description,
                         const std::string& examples, const std::string& version)
    : app_(std::make_unique<CLI::App>(description, name)), version_(version) {
  app_->footer(examples);
  app_->set_version_flag("--version", version, "Print the version");
  app_->require_subcommand(0, 1);
}

CommandLine::~CommandLine() = default;

Command CommandLine::program() {
  return Command(*app_);
}

std::optional<std::string> CommandLine::parse(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto commands = app_->get_subcommands();
    return help_text(help_for(commands.empty() ? *app_ : *commands.front()));
  } catch (const CLI::CallForVersion&) {
    return app_->get_name() + " " + version_ + "\n";
  } catch (const CLI::ExtrasError&) {
    refuse(not_expected(*app_, {argv + 1, argv + argc}));
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string what = error.what(); // "--lang: 1 required INT missing"
    const bool is_missing = what.ends_with("missing");
    refuse(is_missing ? what.substr(0, what.find(':')) + " needs a value" : what);
  } catch (const CLI::ParseError& error) {
    refuse(error.what());
  }
  return {};
}

void CommandLine::refuse(const std::string& why) const {
  throw UsageError(fmt::format("{}\n(see `{} --help`)", why, command_written(*app_)));
}

} // namespace copyscope::cli

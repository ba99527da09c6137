#include "cli/app.h"

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/terminal/help.h"
#include "host/output.h"
#include "host/signals.h"
#include "host/standard_files.h"
#include "sim/scenario/load.h"
#include "sim/units/time.h"

#include <fmt/format.h>
#include <new>
#include <string_view>
#include <vector>

namespace copyscope::cli {

namespace {

constexpr const char* description =
    "Shows what happens to every byte of a file on its way from disk to network card, and what "
    "each "
    "way of sending it costs: copies, mode switches, context switches, CPU time.";

constexpr const char* examples =
    "Where to begin:\n"
    "  copyscope run four-ways            compare four ways to send a file\n"
    "  copyscope run four-ways --steps    the same, told step by step\n"
    "  copyscope explain sendfile         one way: what it does, and its counts\n"
    "  copyscope list                     what there is: scenarios, methods, machines\n"
    "  copyscope COMMAND --help           what a command can do, with examples\n"
    "\n"
    "Exit status: 0 fine; 1 an expectation or a comparison failed; 2 bad usage or\n"
    "input; 3 this environment cannot; 130 interrupted, 143 terminated.\n";

/// "help" and "help COMMAND" mean what "--help" and "COMMAND --help" do.
std::vector<char*> words_of(int argc, char** argv) {
  static char option[] = "--help";
  std::vector<char*> words(argv, argv + argc);
  if (words.size() < 2 || words.size() > 3 || std::string_view(words[1]) != "help") return words;
  words.erase(words.begin() + 1);
  words.push_back(option);
  return words;
}

Exit run(int argc, char** argv) {
  CommandLine command_line("copyscope", description, examples, COPYSCOPE_VERSION);
  Command program = command_line.program();
  Chosen chosen;
  add_run(program, chosen);
  add_explain(program, chosen);
  add_list(program, chosen);
  add_export(program, chosen);
#ifdef COPYSCOPE_HAS_REAL
  add_real(program, chosen);
  add_compare(program, chosen);
  add_receive(program, chosen);
  add_doctor(program, chosen);
  add_calibrate(program, chosen);
  add_crossover(program, chosen);
#endif
  add_trace(program, chosen);
  add_check(program, chosen);
  add_gui(program, chosen);
  Exit status = Exit::fine;
  std::vector<char*> words = words_of(argc, argv);
  if (const auto text = command_line.parse(static_cast<int>(words.size()), words.data()))
    host::print(*text);
  else
    status = chosen();
  host::close_standard_output();
  return status;
}

Exit run_and_catch(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const BrokenPipe&) {
    return Exit::fine;
  } catch (const Interrupted& ended) {
    host::write_to_standard_error(host::message_of_end(ended.signal));
    return static_cast<Exit>(128 + ended.signal);
  } catch (const scenario::InputError& error) {
    host::say(error.what());
    return Exit::bad_input;
  } catch (const UsageError& error) {
    host::say(error.what());
    return Exit::bad_input;
  } catch (const OverflowError& error) {
    host::say(fmt::format("this run is too long to be counted: {}", error.what()));
    return Exit::bad_input;
  } catch (const std::bad_alloc&) {
    host::say("not enough memory");
    return Exit::cannot;
  } catch (const std::exception& error) { // EnvironmentError, and what nobody foresaw
    host::say(error.what());
    return Exit::cannot;
  }
}

} // namespace

int run_program(int argc, char** argv) {
  host::open_standard_files();
  host::install_signal_handlers();
  return static_cast<int>(run_and_catch(argc, argv));
}

} // namespace copyscope::cli

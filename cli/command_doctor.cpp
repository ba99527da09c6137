// copyscope doctor: what this machine allows this user, and what to do for more.
#ifdef COPYSCOPE_HAS_REAL
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal/display.h"
#include "cli/terminal/progress.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "figure/words/real_words.h"
#include "host/output.h"
#include "host/signals.h"
#include "real/doctor/doctor.h"
#include "real/probes/computer.h"
#include "sim/methods/registry.h"

#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace copyscope::cli {

namespace {

using Json = nlohmann::ordered_json;
using real::Check;

struct DoctorOptions {
  bool json = false;
  Language language = Language::en;
};

std::vector<Check> examine_machine() {
  std::vector<std::string> methods;
  for (const auto& each : methods::all_methods().all())
    methods.emplace_back(each.id);
  Progress progress("trying");
  const host::StopRequest stop;
  try {
    const auto show = [&progress](double done, std::string_view what) {
      progress.show(done, what);
    };
    return real::examine(methods, show, stop.requested());
  } catch (const real::Interrupted&) {
    throw Interrupted(stop.signal());
  } catch (const real::SystemError& error) {
    throw EnvironmentError(error.what());
  }
}

Json doctor_json(const std::vector<Check>& checks) {
  Json paths = Json::array(), methods = Json::array(), probes = Json::array();
  const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  for (const Check& each : checks) {
    Json& of = each.kind == Check::Kind::path     ? paths
               : each.kind == Check::Kind::method ? methods
                                                  : probes;
    of.push_back({{"name", each.name},
                  {"allowed", each.allowed},
                  {"found", or_null(each.found)},
                  {"refused", or_null(each.refused)},
                  {"remedy", or_null(each.remedy)}});
  }
  return {{"schema", 1},
          {"kernel", real::kernel_name()},
          {"user", geteuid()},
          {"paths", std::move(paths)},
          {"methods", std::move(methods)},
          {"probes", std::move(probes)}};
}

/// A method goes by its id; of everything else the texts have a name.
std::string name_of_check(const Check& check, Language language) {
  const auto* const known = assets::find_text(fmt::format("doctor.name.{}", check.name), language);
  return check.kind == Check::Kind::method || !known ? check.name : *known;
}

std::string doctor_table(const std::vector<Check>& checks, Check::Kind kind, const char* title,
                         Language language, const Terminal& terminal) {
  Table table({{heading("doctor.what", language)},
               {""},
               {heading("doctor.found", language), Align::left, true}});
  for (const Check& each : checks)
    if (each.kind == kind)
      table.add({{name_of_check(each, language), Look::strong},
                 {word(each.allowed ? "doctor.allowed" : "doctor.refused", language),
                  each.allowed ? Look::good : Look::bad},
                 {figure::translated(each.allowed ? each.found : each.refused, language)}});
  return terminal.styled(heading(title, language), Look::heading) + "\n" + table.text(terminal) +
         "\n";
}

std::string remedies(const std::vector<Check>& checks, Language language,
                     const Terminal& terminal) {
  std::string text = terminal.styled(heading("doctor.remedy", language), Look::heading) + "\n";
  const std::size_t before = text.size();
  const std::string colon = language == Language::zh ? "：" : ": ";
  for (const Check& each : checks)
    if (!each.remedy.empty())
      text += indented(figure::translated(each.remedy, language), 2, terminal.width,
                       name_of_check(each, language) + colon);
  if (text.size() == before) text += word("doctor.nothing", language) + "\n";
  return text;
}

std::string doctor_text(const std::vector<Check>& checks, Language language) {
  const Terminal terminal = standard_output();
  const char* const who = geteuid() == 0 ? "doctor.root" : "doctor.user";
  return indented(filled("doctor.head", language,
                         {{"kernel", real::kernel_name()}, {"user", word(who, language)}}),
                  0, terminal.width) +
         "\n" + doctor_table(checks, Check::Kind::path, "doctor.paths", language, terminal) +
         doctor_table(checks, Check::Kind::method, "doctor.methods", language, terminal) +
         doctor_table(checks, Check::Kind::probe, "doctor.probes", language, terminal) +
         remedies(checks, language, terminal);
}

Exit see_doctor(const DoctorOptions& options) {
  const std::vector<Check> checks = examine_machine();
  host::print(options.json ? doctor_json(checks).dump(2) + "\n"
                           : doctor_text(checks, options.language));
  return Exit::fine;
}

} // namespace

void add_doctor(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<DoctorOptions>();
  Command command =
      program.add_command("doctor", "What this machine allows you, and what to do for more",
                          "  copyscope doctor\n"
                          "      Tries every path, method and probe of real runs, as this user.\n"
                          "  sudo copyscope doctor --json\n"
                          "      As root, for a program.\n");
  command.add_flag("--json", options->json, "As JSON");
  add_language(command, options->language);
  command.when_given([options, &chosen] { chosen = [options] { return see_doctor(*options); }; });
}

} // namespace copyscope::cli
#endif

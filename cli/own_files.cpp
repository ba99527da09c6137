#include "cli/own_files.h"

#include "cli/exit_status.h"
#include "program/catalog.h"
#include "sim/units/excerpt.h"

#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>

namespace copyscope::cli {

namespace {

constexpr const char* standard_stream = "-";

/// Of a file that need not be there.
std::filesystem::path whole_path(const std::string& path) {
  std::error_code error; // a folder that may not be searched: the path as it is written
  const auto whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path), error);
  return error ? std::filesystem::path(path) : whole;
}

/// Whether both names lead to one regular file, or will to one new one. A device or a pipe takes
/// what it is given and loses nothing.
bool is_same_file(const std::string& a, const std::string& b) {
  struct stat of_a = {}, of_b = {};
  const bool has_a = ::stat(a.c_str(), &of_a) == 0, has_b = ::stat(b.c_str(), &of_b) == 0;
  if (has_a != has_b) return false;
  if (has_a)
    return S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
  return whole_path(a) == whole_path(b);
}

} // namespace

std::vector<NamedFile> files_read_for(const std::string& scenario) {
  std::vector<NamedFile> files;
  if (scenario == standard_stream)
    files.push_back({"the scenario on standard input", "/dev/stdin"});
  else if (!program::is_shipped(scenario))
    files.push_back({"the scenario", scenario});
  for (const std::string& preset : program::own_presets())
    files.push_back({fmt::format("the machine preset {}", units::quoted(preset)),
                     fmt::format("{}/{}.toml", program::own_folder(), preset)});
  return files;
}

void check_outputs(const std::vector<NamedFile>& inputs, const std::vector<NamedFile>& outputs) {
  const auto counts = [](const NamedFile& file) {
    return !file.path.empty() && file.path != standard_stream;
  };
  for (const NamedFile& output : outputs) {
    for (const NamedFile& other : outputs)
      if (&other < &output && output.path == standard_stream && other.path == standard_stream)
        throw UsageError(fmt::format("{} and {} would both go to standard output\n(name a file for "
                                     "one of them)",
                                     other.role, output.role));
    if (!counts(output)) continue;
    const std::string shown = fmt::format("{} {}", output.role, units::excerpt(output.path, 200));
    for (const NamedFile& input : inputs)
      if (counts(input) && is_same_file(output.path, input.path))
        throw UsageError(fmt::format("{}: this file is {}, which is only read\n(name another file "
                                     "to write to)",
                                     shown, input.role));
    for (const NamedFile& other : outputs)
      if (&other < &output && counts(other) && is_same_file(output.path, other.path))
        throw UsageError(fmt::format("{}: {} is to write this file", shown, other.role));
  }
}

void check_trace_name(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  if (extension.empty() || extension == ".copyscope" || extension == ".json") return;
  throw UsageError(fmt::format("--trace {}: the name ends in {}, expected `.copyscope` or "
                               "`.json`{}\n(the extension decides: "
                               "`.copyscope` keeps all of a trace, `.json` is its rows as text)",
                               units::excerpt(path, 200), units::quoted(extension),
                               program::suggestion(extension, {".copyscope", ".json"})));
}

} // namespace copyscope::cli

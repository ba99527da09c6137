#include "program/catalog.h"

#include "assets/assets.h"
#include "program/errors.h"
#include "sim/units/excerpt.h"
#include "sim/units/nearest.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace copyscope::program {

namespace {

constexpr std::string_view scenarios_folder = "scenarios/";
constexpr std::string_view extension = ".toml";

bool is_id(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool is_path(std::string_view name) {
  return name == "-" || name.find('/') != std::string_view::npos || name.ends_with(extension) ||
         name.ends_with(".json");
}

std::optional<std::string_view> shipped(std::string_view id) {
  return assets::bytes(fmt::format("{}{}{}", scenarios_folder, id, extension));
}

/// A file of the tree that the program was built from: scenarios/NAME.toml, and NAME ships.
bool is_shipped_file(const std::string& path) {
  const std::filesystem::path absolute = std::filesystem::absolute(path).lexically_normal();
  return absolute.parent_path().filename() == "scenarios" && absolute.extension() == extension &&
         shipped(absolute.stem().string()).has_value();
}

std::string shown_path(const std::string& path) {
  return path == "-" ? "standard input" : units::excerpt(path, 200);
}

[[noreturn]] void refuse_to_read(const std::string& path, int error) {
  const std::string message = fmt::format("cannot read {}: {}", shown_path(path), strerror(error));
  if (error == EACCES || error == EPERM) throw EnvironmentError(message);
  throw UsageError(message);
}

/// Whether it is one on disk, and no pipe or terminal; a device may have no end, and is refused.
bool is_file(const std::string& path, int file) {
  struct stat seen = {};
  if (::fstat(file, &seen) != 0) refuse_to_read(path, errno);
  const bool is_device = S_ISBLK(seen.st_mode) || (S_ISCHR(seen.st_mode) && ::isatty(file) == 0);
  if (is_device && path != "-")
    throw UsageError(fmt::format("cannot read {}: it is a device; a file or a pipe was expected",
                                 shown_path(path)));
  return S_ISREG(seen.st_mode);
}

struct OpenFile {
  int number;
  ~OpenFile() {
    if (number > STDERR_FILENO) ::close(number);
  }
};

} // namespace

std::string own_folder() {
  const char* const config = std::getenv("XDG_CONFIG_HOME");
  if (config && *config == '/') return (std::filesystem::path(config) / "copyscope").string();
  const char* const home = std::getenv("HOME");
  return home && *home ? (std::filesystem::path(home) / ".config" / "copyscope").string()
                       : std::string();
}

std::optional<std::string> find_preset(std::string_view name) {
  if (auto ships = assets::preset_toml(name)) return ships;
  if (!is_id(name)) return std::nullopt;
  const std::filesystem::path path =
      std::filesystem::path(own_folder()) / (std::string(name) + std::string(extension));
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  return read_file(path.string());
}

std::vector<std::string> own_presets() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(own_folder(), error))
    if (entry.path().extension() == extension && is_id(entry.path().stem().string()))
      names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::string read_file(const std::string& path, const ReadSoFar& told) {
  constexpr std::size_t untold = std::size_t{1} << 24;       // bytes at a time
  constexpr std::int64_t most_piped = std::int64_t{1} << 30; // a pipe may have no end
  const OpenFile file{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) refuse_to_read(path, errno);
  const bool is_pipe = !is_file(path, file.number);
  std::string content;
  std::size_t used = 0;
  for (;;) {
    if (is_pipe && used > static_cast<std::size_t>(most_piped))
      throw UsageError(fmt::format("cannot read {}: a pipe that gives more than {}; save it to a "
                                   "file first",
                                   shown_path(path), brief(Bytes(most_piped))));
    if (content.size() - used < 4096) content.resize(std::max<std::size_t>(65536, 2 * used));
    if (told) told(used);
    const ssize_t got =
        ::read(file.number, content.data() + used, std::min(untold, content.size() - used));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse_to_read(path, errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  content.resize(used);
  return content;
}

bool is_shipped(const std::string& name) {
  return !is_path(name) && shipped(name).has_value();
}

bool is_scenario(const std::string& name) {
  std::error_code error;
  return is_path(name) || shipped(name) || std::filesystem::is_regular_file(name, error);
}

ScenarioFile find_scenario(const std::string& name, const ReadSoFar& told) {
  if (!is_path(name))
    if (const auto text = shipped(name))
      return {fmt::format("{}{}{}", scenarios_folder, name, extension), std::string(*text), true};
  if (is_scenario(name))
    return {name == "-" ? "standard input" : name, read_file(name, told), is_shipped_file(name)};
  throw UsageError(fmt::format("no scenario {}{}\n(`copyscope list` shows those that there are; a "
                               "file's name ends in .toml)",
                               units::quoted(name), suggestion(name, shipped_ids())));
}

std::vector<std::string> shipped_ids() {
  std::vector<std::string> ids;
  for (std::string_view name : assets::names(scenarios_folder)) {
    name.remove_prefix(scenarios_folder.size());
    if (name.ends_with(extension)) ids.emplace_back(name.substr(0, name.size() - extension.size()));
  }
  return ids;
}

std::string suggestion(std::string_view wrong, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view near = units::nearest(wrong, views);
  return near.empty() ? std::string() : fmt::format("; did you mean `{}`?", near);
}

} // namespace copyscope::program

#ifdef COPYSCOPE_HAS_REAL
#include "host/own_preset.h"

#include "program/catalog.h"
#include "program/errors.h"

#include <ctime>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

namespace copyscope::host {

namespace {

std::string hour_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  ::gmtime_r(&now, &parts);
  char text[32] = {};
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &parts);
  return text;
}

std::string path_in(const std::string& folder) {
  return folder + "/" + std::string(predict::this_machine) + ".toml";
}

} // namespace

std::string own_preset_that_is_there() {
  const std::string folder = program::own_folder();
  std::error_code error; // what cannot be looked at is not there for us
  return !folder.empty() && std::filesystem::exists(path_in(folder), error) ? path_in(folder)
                                                                            : std::string();
}

std::string own_preset_path() {
  const std::string folder = program::own_folder();
  if (folder.empty())
    throw program::UsageError("neither XDG_CONFIG_HOME nor HOME says where presets are kept: name "
                              "a file with -o FILE");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw program::EnvironmentError(
        fmt::format("cannot make the folder {}: {}", folder, error.message()));
  return path_in(folder);
}

std::string preset_text_now(const predict::Calibration& calibration) {
  return predict::preset_text(calibration, hour_now());
}

} // namespace copyscope::host
#endif

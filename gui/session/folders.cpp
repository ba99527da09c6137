#include "gui/session/folders.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace copyscope::gui {

namespace {

namespace files = std::filesystem;

/// A folder is read once; who waits for more names than that does not look at them.
constexpr std::size_t most_entries = 20'000;

std::optional<std::vector<FolderEntry>> listed(const std::string& path) {
  std::error_code error;
  files::directory_iterator entry(path, files::directory_options::skip_permission_denied, error);
  if (error) return std::nullopt;
  std::vector<FolderEntry> entries;
  for (; entry != files::directory_iterator() && entries.size() < most_entries;
       entry.increment(error)) {
    if (error) break;
    std::error_code unknown; // a link that leads nowhere is no folder
    entries.push_back({entry->path().filename().string(), entry->is_directory(unknown)});
  }
  return entries;
}

} // namespace

Folders folders_of_this_machine() {
  Folders folders;
  folders.list = listed;
  if (const char* const home = std::getenv("HOME")) folders.home = home;
  std::error_code error;
  folders.here = files::current_path(error).string();
  return folders;
}

std::string expanded(const Folders& folders, std::string_view path) {
  const bool is_home = path == "~" || path.starts_with("~/");
  if (!is_home || folders.home.empty()) return std::string(path);
  return folders.home + std::string(path.substr(1));
}

std::string whole_path(const Folders& folders, std::string_view path) {
  std::string whole = expanded(folders, path);
  if (whole.starts_with("~/") || whole == "~") return whole;
  if (!whole.starts_with('/')) whole = folders.here + "/" + whole;
  whole = files::path(whole).lexically_normal().string();
  if (whole.size() > 1 && whole.ends_with('/')) whole.pop_back();
  return whole;
}

std::string folder_of(const std::string& whole) {
  const std::size_t slash = whole.rfind('/');
  if (slash == std::string::npos) return whole;
  return slash == 0 ? "/" : whole.substr(0, slash);
}

bool is_folder(const Folders& folders, const std::string& whole) {
  return folders.list && folders.list(whole).has_value();
}

bool exists(const Folders& folders, const std::string& whole) {
  if (is_folder(folders, whole)) return true;
  if (!folders.list) return false;
  const auto entries = folders.list(folder_of(whole));
  const std::string name = whole.substr(whole.rfind('/') + 1);
  return entries && std::ranges::find(*entries, name, &FolderEntry::name) != entries->end();
}

std::string completed(const Folders& folders, const std::string& path) {
  if (!folders.list) return path;
  if (path == "~") return "~/";
  const std::size_t slash = path.rfind('/');
  const std::string before = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  const std::string begin = path.substr(before.size());
  const auto entries = folders.list(whole_path(folders, before.empty() ? "." : before));
  if (!entries) return path;
  std::optional<std::string> common;
  const FolderEntry* only = nullptr;
  int found = 0;
  for (const FolderEntry& entry : *entries) {
    if (!entry.name.starts_with(begin) || (begin.empty() && entry.name.starts_with('.'))) continue;
    only = ++found == 1 ? &entry : nullptr;
    if (!common) common = entry.name;
    const auto parts = std::ranges::mismatch(*common, entry.name);
    common->erase(parts.in1, common->end());
  }
  if (!common) return path;
  // No half characters.
  while (!common->empty() && (static_cast<unsigned char>(common->back()) & 0x80U) != 0 && !only)
    common->pop_back();
  if (common->size() < begin.size()) return path;
  return before + *common + (only && only->is_folder ? "/" : "");
}

} // namespace copyscope::gui

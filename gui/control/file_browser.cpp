#include "gui/control/file_browser.h"

#include <algorithm>
#include <cctype>

namespace copyscope::gui {

namespace {

std::string folded(std::string_view name) {
  std::string small(name);
  std::ranges::transform(small, small.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

} // namespace

bool is_openable(std::string_view name) {
  const std::string small = folded(name);
  return small.ends_with(".toml") || small.ends_with(".copyscope") || small.ends_with(".json");
}

bool FileBrowser::go(const std::string& path) {
  if (!folders_.list) return false;
  const std::string whole = whole_path(folders_, path);
  auto entries = folders_.list(whole);
  if (!entries) return false;
  folder_ = whole;
  std::erase_if(*entries, [this](const FolderEntry& entry) {
    if (entry.name.starts_with('.')) return true;
    return !entry.is_folder && !shows_all_ && !is_openable(entry.name);
  });
  std::ranges::sort(*entries, [](const FolderEntry& a, const FolderEntry& b) {
    if (a.is_folder != b.is_folder) return a.is_folder;
    const std::string left = folded(a.name), right = folded(b.name);
    return left != right ? left < right : a.name < b.name;
  });
  entries_ = std::move(*entries);
  return true;
}

void FileBrowser::show_all(bool all) {
  shows_all_ = all;
  if (!folder_.empty()) go(folder_);
}

std::int64_t FileBrowser::most_scrolled() const {
  const std::size_t hidden = entries_.size() > rows ? entries_.size() - rows : 0;
  return static_cast<std::int64_t>(hidden) * row_height * 10;
}

std::string FileBrowser::path_of(std::size_t index) const {
  if (index >= entries_.size()) return folder_;
  return (folder_ == "/" ? "" : folder_) + "/" + entries_[index].name;
}

} // namespace copyscope::gui

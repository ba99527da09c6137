// The file browser of the dialogs that open and save: which folder it shows, and what is there to
// be seen. Plain state; looks at the disk through Folders only.
#pragma once

#include "gui/session/folders.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class FileBrowser {
public:
  explicit FileBrowser(Folders folders) : folders_(std::move(folders)) {}

  /// Shows the folder of that path, `~` and all; as it was, and false, where it cannot be read.
  bool go(const std::string& path);
  bool go_up() { return go(folder_of(folder_)); }
  bool has_parent() const { return folder_ != "/"; }
  void show_all(bool all);

  const std::string& folder() const { return folder_; } ///< its whole path; empty: none yet
  /// Folders first, each in the order of their names; hidden ones are left out, and so is what is
  /// no scenario and no saved trace, unless all are shown.
  const std::vector<FolderEntry>& entries() const { return entries_; }
  std::string path_of(std::size_t index) const; ///< its whole path
  bool shows_all() const { return shows_all_; }
  const Folders& folders() const { return folders_; }

  // As the dialogs show it.
  static constexpr auto list = "files"; ///< its name where it is scrolled
  static constexpr std::size_t rows = 10;
  static constexpr int row_height = 30; ///< logical units
  std::int64_t most_scrolled() const;   ///< tenths of logical units

private:
  Folders folders_;
  std::string folder_;
  bool shows_all_ = false;
  std::vector<FolderEntry> entries_;
};

/// By its name: .toml, .copyscope, .json.
bool is_openable(std::string_view name);

} // namespace copyscope::gui

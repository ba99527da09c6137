// What is in folders: the one way in which dialogs look at the disk. Tests hand in their own.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

struct FolderEntry {
  std::string name;
  bool is_folder = false;

  friend bool operator==(const FolderEntry&, const FolderEntry&) = default;
};

struct Folders {
  /// What is in the folder of that path, in any order; nothing where it is none or cannot be read.
  std::function<std::optional<std::vector<FolderEntry>>(const std::string& path)> list;
  std::string home; ///< what `~` stands for; empty: not known
  std::string here; ///< where relative paths begin
};

Folders folders_of_this_machine();

/// "~/a" → "/home/me/a"; any other path as it is.
std::string expanded(const Folders& folders, std::string_view path);

/// "~/a", "../a" → "/home/me/a", "/up/a": absolute, without a slash at its end. A path that begins
/// in a home that is not known stays as it is.
std::string whole_path(const Folders& folders, std::string_view path);
/// The folder that a whole path lies in; "/" for itself.
std::string folder_of(const std::string& whole);

bool is_folder(const Folders& folders, const std::string& whole);
/// Whether there is anything of that name.
bool exists(const Folders& folders, const std::string& whole);

/// The path as far as it is clear what it will be: the beginning that all names have in common that
/// begin as its last part does. A folder that is found gets its slash; hidden names want their dot
/// typed. As it was where there is nothing of the kind.
std::string completed(const Folders& folders, const std::string& path);

} // namespace copyscope::gui

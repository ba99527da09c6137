// Which files may be written over without a question: those that this window has made itself, and
// that nobody has changed since. Whatever the window writes for the user asks here first.
#pragma once

#include "gui/session/file_stamp.h"

#include <map>
#include <string>
#include <string_view>

namespace copyscope::gui {

/// The path that is meant: "~" is the user's own folder, as in a shell; what has no extension gets
/// that one, unless a file of the bare name is there.
std::string whole_path(std::string_view typed, std::string_view extension);

class OwnFiles {
public:
  explicit OwnFiles(Stamper stamp) : stamp_(std::move(stamp)) {}

  /// Something is there that this window has not made, or that has changed since it did.
  bool is_anothers(const std::string& path) const;
  bool is_there(const std::string& path) const { return stamp_(path).has_value(); }
  void made(const std::string& path); ///< just now
  /// FOLDER/STEM.EXTENSION or, where that is there, FOLDER/STEM-2.EXTENSION and so on.
  std::string free_name(const std::string& stem_with_folder, std::string_view extension) const;

private:
  Stamper stamp_;
  std::map<std::string, FileStamp> made_; ///< by whole path
};

} // namespace copyscope::gui

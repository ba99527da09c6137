// Embedded files by name.
#include "assets/embedded.h"
#include "assets/assets.h"

namespace copyscope::assets {

std::optional<std::string_view> bytes(std::string_view name) {
  for (const EmbeddedFile* file = embedded_files; file->name; ++file)
    if (file->name == name)
      return std::string_view(reinterpret_cast<const char*>(file->data), *file->size);
  return std::nullopt;
}

std::vector<std::string_view> names(std::string_view folder) {
  std::vector<std::string_view> result;
  for (const EmbeddedFile* file = embedded_files; file->name; ++file)
    if (std::string_view(file->name).starts_with(folder)) result.push_back(file->name);
  return result;
}

} // namespace copyscope::assets

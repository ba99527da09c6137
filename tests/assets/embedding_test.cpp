// Embedded files are the files of the tree, byte for byte, and all of them.
#include "assets/assets.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>

namespace copyscope::assets {
namespace {

namespace fs = std::filesystem;

const fs::path root = COPYSCOPE_SOURCE_DIR;
constexpr std::string_view folders[] = {"scenarios", "assets/methods", "assets/machines",
                                        "assets/html", "assets/texts"};

std::string contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Embedding, every_file_of_the_tree_is_embedded_byte_for_byte) {
  std::size_t files = 0;
  for (std::string_view folder : folders)
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string name = fs::relative(entry.path(), root).generic_string();
      const std::string leaf = entry.path().filename().string();
      if (!entry.is_regular_file() || leaf.starts_with(".") || leaf.ends_with("~")) continue;
      ++files;
      const auto embedded = bytes(name);
      ASSERT_TRUE(embedded) << name;
      EXPECT_TRUE(*embedded == contents(entry.path())) << name;
    }
  EXPECT_EQ(names("").size(), files);
}

TEST(Embedding, names_are_sorted_and_below_the_folder) {
  const auto all = names("scenarios/");
  EXPECT_TRUE(std::ranges::is_sorted(all));
  EXPECT_THAT(all, testing::Contains("scenarios/four-ways.toml"));
  EXPECT_THAT(all, testing::Each(testing::StartsWith("scenarios/")));
}

TEST(Embedding, an_unknown_name_gives_nothing) {
  EXPECT_FALSE(bytes("scenarios/four-ways"));
  EXPECT_FALSE(bytes(""));
  EXPECT_TRUE(names("nowhere/").empty());
}

} // namespace
} // namespace copyscope::assets

// The file browser, and how paths are completed.
#include "gui/control/file_browser.h"

#include "tests/gui/every_scene.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const FileBrowser& browser) {
  std::vector<std::string> all;
  for (const FolderEntry& entry : browser.entries())
    all.push_back(entry.name);
  return all;
}

TEST(FileBrowser, folders_come_first_and_only_what_can_be_opened) {
  FileBrowser browser(few_folders());
  ASSERT_TRUE(browser.go("."));
  EXPECT_EQ(browser.folder(), "/home/me/work");
  EXPECT_THAT(names(browser), ElementsAre("empty", "a 文件.toml", "b.toml", "run.copyscope"));
  browser.show_all(true);
  EXPECT_EQ(browser.entries().size(), 5U);
}

TEST(FileBrowser, it_goes_up_as_far_as_there_is_anything) {
  FileBrowser browser(few_folders());
  browser.go("~/work");
  EXPECT_TRUE(browser.go_up());
  EXPECT_THAT(names(browser), ElementsAre("work")); // nothing hidden
  EXPECT_TRUE(browser.go_up());
  EXPECT_TRUE(browser.go_up());
  EXPECT_EQ(browser.folder(), "/");
  EXPECT_FALSE(browser.has_parent());
  EXPECT_EQ(browser.path_of(0), "/home");
}

TEST(FileBrowser, a_folder_that_cannot_be_read_changes_nothing) {
  FileBrowser browser(few_folders());
  browser.go("~/work");
  EXPECT_FALSE(browser.go("/no/such"));
  EXPECT_EQ(browser.folder(), "/home/me/work");
}

TEST(Folders, a_path_is_completed_as_far_as_it_is_clear) {
  const Folders folders = few_folders();
  EXPECT_EQ(completed(folders, "~"), "~/");
  EXPECT_EQ(completed(folders, "~/w"), "~/work/");
  EXPECT_EQ(completed(folders, "~/work/b"), "~/work/b.toml");
  EXPECT_EQ(completed(folders, "e"), "empty/");
  EXPECT_EQ(completed(folders, "/ho"), "/home/");
  EXPECT_EQ(completed(folders, "~/work/x"), "~/work/x");
  EXPECT_EQ(completed(folders, "~/work/"), "~/work/"); // it may be any of them
  EXPECT_EQ(completed(folders, "/no/such/p"), "/no/such/p");
}

TEST(Folders, paths_are_made_whole) {
  const Folders folders = few_folders();
  EXPECT_EQ(whole_path(folders, "~/a"), "/home/me/a");
  EXPECT_EQ(whole_path(folders, "../a.toml"), "/home/me/a.toml");
  EXPECT_EQ(whole_path(folders, "/a/"), "/a");
  EXPECT_EQ(folder_of("/a"), "/");
  EXPECT_EQ(folder_of("/a/b"), "/a");
  EXPECT_TRUE(exists(folders, "/home/me/work/b.toml"));
  EXPECT_TRUE(exists(folders, "/home/me"));
  EXPECT_FALSE(exists(folders, "/home/me/work/c.toml"));
}

} // namespace
} // namespace copyscope::gui

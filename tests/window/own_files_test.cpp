// Nothing of the user's is written over without a question: whatever the window writes.
#include "gui/session/own_files.h"

#include "gui/app/state_file.h"
#include "tests/gui/controller_fixture.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace copyscope::gui {
namespace {

namespace files = std::filesystem;

class FilesOnDisk : public ::testing::Test {
protected:
  FilesOnDisk() {
    services_ = test_services(memory_, &exporter_);
    services_.find = [this](const std::string& name) -> ScenarioText {
      if (name.starts_with("/")) return {name, text_of(name), false};
      return memory_.find(name);
    };
    controller_.emplace(services_);
  }
  ~FilesOnDisk() override { files::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(path(name)) << text;
  }
  static std::string text_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void perform(const char* name, std::int64_t number = 0, const std::string& text = "") {
    EXPECT_TRUE(controller_->perform({name, number, text})) << name;
  }
  void work() {
    while (controller_->work(20'000)) {
    }
  }
  void open(const std::string& name) {
    perform(action::open, 0, name);
    work();
  }
  std::string asked() const {
    return controller_->confirm().is_open() ? std::string(controller_->confirm().key()) : "";
  }

  /// Each test's own: they run side by side.
  static files::path new_folder() {
    std::string path = (files::temp_directory_path() / "own-files.XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary folder");
    return path;
  }

  const files::path folder_ = new_folder();
  TestFiles memory_;
  TestExporter exporter_;
  Services services_;
  std::optional<Controller> controller_;
};

TEST_F(FilesOnDisk, saving_proposes_a_free_name_beside_the_open_file) {
  write("mine.toml", std::string(*assets::bytes("scenarios/four-ways.toml")));
  open(path("mine.toml"));
  perform(action::save);
  EXPECT_EQ(controller_->choices().save_path, path("mine-changed.toml"));
  write("mine-changed.toml", "somebody's");
  perform(action::save);
  EXPECT_EQ(controller_->choices().save_path, path("mine-changed-2.toml"));
  perform(action::save, 0, path("mine-changed-2"));
  ASSERT_TRUE(controller_->saved());
  EXPECT_EQ(controller_->saved()->path, path("mine-changed-2.toml"));
  EXPECT_EQ(controller_->session().name(), path("mine-changed-2.toml"));
}

TEST_F(FilesOnDisk, what_still_runs_is_saved_where_it_was_asked_to_once_it_has_run) {
  open("four-ways");
  perform(action::set, 0, "workload.chunk=16 KiB");
  ASSERT_FALSE(controller_->session().all_current());
  perform(action::save, 0, path("later.toml"));
  EXPECT_TRUE(controller_->is_saving());
  EXPECT_FALSE(files::exists(path("later.toml")));
  work();
  EXPECT_FALSE(controller_->is_saving());
  ASSERT_TRUE(controller_->saved());
  EXPECT_EQ(controller_->saved()->path, path("later.toml"));
  EXPECT_EQ(controller_->session().name(), path("later.toml"));
}

TEST_F(FilesOnDisk, a_scenario_replaces_nothing_before_it_has_been_asked) {
  open("four-ways");
  write("there.toml", "somebody's");
  perform(action::save, 0, path("there.toml"));
  EXPECT_EQ(asked(), "replace");
  EXPECT_EQ(text_of(path("there.toml")), "somebody's");
  controller_->key("enter", false, false); // the safe answer has the focus
  EXPECT_EQ(asked(), "");
  EXPECT_EQ(text_of(path("there.toml")), "somebody's");
  EXPECT_EQ(controller_->choices().menu, "save"); // for another name
  perform(action::save, 0, path("there.toml"));
  controller_->key("escape", false, false);
  EXPECT_EQ(text_of(path("there.toml")), "somebody's");
  perform(action::save, 0, path("there.toml"));
  controller_->key("right", false, false);
  controller_->key("enter", false, false);
  EXPECT_TRUE(text_of(path("there.toml")).find("four-ways") != std::string::npos);
}

TEST_F(FilesOnDisk, the_open_file_and_its_comments_are_asked_about_by_name) {
  const std::string mine = "# by hand\n" + std::string(*assets::bytes("scenarios/four-ways.toml"));
  write("mine.toml", mine);
  open(path("mine.toml"));
  perform(action::set, 0, "workload.chunk=16 KiB");
  work();
  perform(action::save, 0, path("./mine.toml"));
  EXPECT_EQ(asked(), "replace_opened");
  EXPECT_EQ(text_of(path("mine.toml")), mine);
}

TEST_F(FilesOnDisk, what_the_window_has_made_itself_it_replaces_until_somebody_changes_it) {
  open("four-ways");
  perform(action::save, 0, path("mine.toml"));
  work();
  perform(action::set, 0, "workload.chunk=16 KiB");
  work();
  perform(action::save, 0, path("mine.toml"));
  EXPECT_EQ(asked(), "");
  EXPECT_EQ(controller_->session().settings().size(), 0U);
  write("mine.toml", "somebody's"); // another size, so another stamp
  perform(action::save, 0, path("mine.toml"));
  EXPECT_EQ(asked(), "replace_opened");
}

TEST_F(FilesOnDisk, an_export_of_any_format_replaces_nothing_before_it_has_been_asked) {
  open("four-ways");
  perform(action::export_as);
  for (std::size_t i = 0; i < listed_formats().size(); ++i) {
    perform(action::export_choose, static_cast<std::int64_t>(i), "format");
    const std::string target = path(std::string(listed_formats()[i]->id));
    write(std::string(listed_formats()[i]->id), "somebody's");
    const std::size_t before = exporter_.jobs.size();
    perform(action::set, 0, "export.path=" + target);
    EXPECT_EQ(asked(), "replace") << target;
    for (std::size_t job = before; job < exporter_.jobs.size(); ++job)
      EXPECT_NE(exporter_.jobs[job].aim, ExportJob::Aim::file) << target;
    perform(action::confirm, 0);
    EXPECT_EQ(controller_->choices().menu, "export");
    perform(action::export_write);
    EXPECT_EQ(asked(), "replace") << target;
    perform(action::confirm, 1);
    EXPECT_TRUE(exporter_.jobs.back().aim == ExportJob::Aim::file &&
                exporter_.jobs.back().may_replace);
    controller_->tick(0);
  }
}

TEST_F(FilesOnDisk, a_new_export_may_replace_nothing_that_comes_there_meanwhile) {
  open("four-ways");
  perform(action::export_as);
  perform(action::set, 0, "export.path=" + path("new.svg"));
  EXPECT_EQ(exporter_.jobs.back().aim, ExportJob::Aim::file);
  EXPECT_FALSE(exporter_.jobs.back().may_replace);
}

TEST_F(FilesOnDisk, choices_are_saved_over_choices_only) {
  EXPECT_TRUE(may_save_choices(path("none.json")));
  save_choices({}, path("ours.json"));
  EXPECT_TRUE(may_save_choices(path("ours.json")));
  for (const char* const text : {"notes", "[1]", R"({"name": "a package"})"}) {
    write("anothers.json", text);
    EXPECT_FALSE(may_save_choices(path("anothers.json"))) << text;
  }
}

TEST_F(FilesOnDisk, the_state_is_told_over_a_state_only) {
  write("notes.txt", "somebody's");
  EXPECT_THROW(StateFile{path("notes.txt")}, std::runtime_error);
  EXPECT_EQ(text_of(path("notes.txt")), "somebody's");
  StateFile(path("state.json")).tell({{"scenario", "four-ways"}}, 1);
  StateFile(path("state.json")).tell({{"scenario", "before-dma"}}, 1);
  EXPECT_TRUE(text_of(path("state.json")).find("before-dma") != std::string::npos);
}

TEST_F(FilesOnDisk, changed_values_are_asked_about_before_they_are_lost) {
  open("four-ways");
  perform(action::quit, 0);
  EXPECT_TRUE(controller_->wants_to_quit()); // nothing to lose
  controller_.emplace(services_);
  open("four-ways");
  perform(action::set, 0, "workload.chunk=16 KiB");
  perform(action::open, 0, "before-dma");
  EXPECT_EQ(asked(), "lose_by_opening");
  EXPECT_EQ(controller_->session().scenario().id, "four-ways");
  perform(action::confirm, 1); // save them first
  EXPECT_EQ(controller_->choices().menu, "save");
  perform(action::quit);
  EXPECT_EQ(asked(), "lose_by_quitting");
  EXPECT_FALSE(controller_->wants_to_quit());
  perform(action::confirm, 2);
  EXPECT_TRUE(controller_->wants_to_quit());
}

TEST_F(FilesOnDisk, a_value_that_is_back_where_it_was_is_no_change) {
  open("four-ways");
  perform(action::set, 0, "workload.chunk=16 KiB");
  perform(action::set, 0, "workload.chunk=64 KiB");
  EXPECT_TRUE(controller_->session().settings().empty());
  perform(action::quit);
  EXPECT_TRUE(controller_->wants_to_quit());
}

TEST(WholePath, home_and_extension) {
  const std::string home = std::getenv("HOME") ? std::getenv("HOME") : "";
  EXPECT_EQ(whole_path("~/a.toml", ".toml"), home.empty() ? "~/a.toml" : home + "/a.toml");
  EXPECT_EQ(whole_path("/no/such/a", ".toml"), "/no/such/a.toml");
  EXPECT_EQ(whole_path("/no/such/a.b", ".toml"), "/no/such/a.b");
  EXPECT_EQ(whole_path("/dev/null", ".toml"), "/dev/null"); // it is there by that name
}

} // namespace
} // namespace copyscope::gui

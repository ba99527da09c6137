// What a field is for, by the key that its region and action::set carry.
#include "gui/control/field_for.h"

#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

using Purpose = FieldFor::Kind;

TEST(FieldFor, is_told_by_its_key) {
  EXPECT_EQ(field_for("workload.chunk").kind, Purpose::setting);
  EXPECT_EQ(field_for("machine.cpu.mode_switch").kind, Purpose::setting);
  EXPECT_EQ(field_for("follow").kind, Purpose::follow);
  EXPECT_EQ(field_for("find").kind, Purpose::find);
  EXPECT_EQ(field_for("real.rounds").kind, Purpose::real);
  EXPECT_EQ(field_for("export.dpi").control, ExportControl::dpi);
  EXPECT_EQ(field_for("vote.2").choice, 2);
  EXPECT_TRUE(field_for("open").is_of_dialog());
  EXPECT_TRUE(field_for("save").is_of_dialog());
  EXPECT_FALSE(field_for("export.path").is_of_dialog());
}

TEST(FieldFor, is_of_a_kind_by_the_whole_of_its_first_word) {
  for (const char* const key :
       {"finder", "following", "exports.path", "voter.1", "export", "", "really.rounds", "reopen"})
    EXPECT_EQ(field_for(key).kind, Purpose::setting) << key;
  EXPECT_EQ(field_for("export.nothing").control, std::nullopt);
  EXPECT_EQ(field_for("vote.all").choice, 0);
}

TEST(FieldFor, knows_where_a_path_is_typed) {
  for (const char* const key : {"open", "save", "export.path", "real.file"})
    EXPECT_TRUE(field_for(key).is_path) << key;
  for (const char* const key : {"export.width", "real.rounds", "find", "workload.file_size"})
    EXPECT_FALSE(field_for(key).is_path) << key;
}

TEST(FieldFor, is_found_again_in_the_keys_that_are_drawn) {
  EXPECT_EQ(field_for(field_key::vote(3)).choice, 3);
  EXPECT_EQ(field_for(field_key::exporting(ExportControl::width)).control, ExportControl::width);
  EXPECT_EQ(field_for(field_key::find).kind, Purpose::find);
  EXPECT_EQ(field_for(field_key::follow).kind, Purpose::follow);
  EXPECT_EQ(field_for(field_key::real_file).kind, Purpose::real);
}

TEST(Typed, has_a_value_after_the_first_equals_sign) {
  EXPECT_EQ(typed_in("find=a=b").value, "a=b");
  EXPECT_EQ(typed_in("find=").value, "");
  EXPECT_EQ(typed_in("find").value, std::nullopt);
  EXPECT_EQ(typed_in("export.path=x.svg").key, "export.path");
}

} // namespace
} // namespace copyscope::gui

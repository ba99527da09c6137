// The three files that a program is born with, any of which may be closed, full or read by nobody.
//
// Results go to standard output, and what cannot be written there is an error (output.h). Messages
// and progress go to standard error, which never decides how the program ends.
#pragma once

#include <string_view>

namespace copyscope::host {

/// Puts something in the place of those that are closed, so that no file which is opened later
/// takes their numbers and with them the messages: reading and writing it fails with EBADF, as it
/// would have. To be called first of all.
void open_standard_files();

/// Writes to standard error what can be written; the rest is lost.
void write_to_standard_error(std::string_view text);

/// A message: "copyscope: MESSAGE", on lines of its own.
void say(std::string_view message);

} // namespace copyscope::host

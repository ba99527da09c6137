// Which files a command reads and which it writes: none may be both.
//
// An output is renamed over what has its name, so a path given twice by mistake (`--file v.bin
// --trace v.bin`) would cost the user the file.
#pragma once

#include <string>
#include <vector>

namespace copyscope::cli {

/// A file, and how the command line calls it: "--trace", "the scenario".
struct NamedFile {
  std::string role;
  std::string path; ///< empty: not given; "-" is standard input or output
};

/// What an option prints on standard output, where it was given.
inline NamedFile printed(const char* role, bool is_given) {
  return {role, is_given ? "-" : ""};
}

/// What a command reads that is given this SCENARIO: its file, unless it ships, and the user's own
/// machine presets.
std::vector<NamedFile> files_read_for(const std::string& scenario);

/// To be called before anything runs. Throws UsageError where an output is one of the inputs, or
/// two outputs are one file, by whatever path or link, or both go to standard output. Opens
/// nothing.
void check_outputs(const std::vector<NamedFile>& inputs, const std::vector<NamedFile>& outputs);

/// Likewise: throws UsageError where --trace names a file by whose extension no trace is saved,
/// `.copyscope` or `.json`. Without an extension (a device, standard output) it is JSON.
void check_trace_name(const std::string& path);

} // namespace copyscope::cli

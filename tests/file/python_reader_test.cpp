// The reader that docs/TRACE.md ends with: it gives the rows that were saved.
#include "tests/file/saved_file.h"

#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace copyscope::trace {

namespace {

std::string reader_of_the_page() {
  std::ifstream page(COPYSCOPE_SOURCE_DIR "/docs/TRACE.md");
  std::stringstream all;
  all << page.rdbuf();
  const std::string text = all.str();
  const std::size_t begin = text.find("```python\n") + 10;
  return text.substr(begin, text.find("```", begin) - begin);
}

/// What the export `csv` has, but for the line of the listing.
std::string csv(const Trace& trace) {
  std::string out = "begin_ps,end_ps,lane,kind,client,call,source,target,offset,bytes,name,"
                    "task,cause,evidence\n";
  const auto unless = [](bool is_none, std::uint64_t value) {
    return is_none ? std::string() : std::to_string(value);
  };
  for (SpanId id = 0; id < trace.size(); ++id) {
    const Span row = trace[id];
    const bool is_open = row.end == Span::open;
    out += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", row.begin.ps(),
        unless(is_open, static_cast<std::uint64_t>(row.end.ps())), trace.lane(row).name,
        name_of(row.kind), unless(row.flow == no_flow, row.flow), unless(row.call == 0, row.call),
        name_of(trace.source(row)), name_of(trace.target(row)), unless(!row.has_range, row.offset),
        unless(!row.has_range && row.kind != Kind::lost, row.bytes), trace.name(row),
        row.task == no_task ? "" : trace.tables().tasks[row.task].name,
        unless(row.cause == no_span, row.cause + std::uint64_t{1}), name_of(row.evidence));
  }
  return out;
}

class Folder {
public:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("trace-{}", getpid())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }

private:
  std::filesystem::path path_;
};

std::string printed_by(const std::string& command) {
  std::string out;
  FILE* const pipe = popen(command.c_str(), "r");
  char piece[4096];
  while (const std::size_t got = fread(piece, 1, sizeof piece, pipe))
    out.append(piece, got);
  EXPECT_EQ(pclose(pipe), 0) << out;
  return out;
}

TEST(TracePage, its_reader_in_python_gives_the_rows) {
  const Folder folder;
  const std::string reader = folder.file("reader.py", reader_of_the_page());
  const Trace trace = sample(21, 2000, 3);
  for (const std::string& bytes : {as_file(trace), streamed(trace, 300, 450)}) {
    const std::string file = folder.file("t.copyscope", bytes);
    EXPECT_EQ(printed_by("PATH=/usr/bin:\"$PATH\" python3 " + reader + " " + file), csv(trace));
  }
}

} // namespace

} // namespace copyscope::trace

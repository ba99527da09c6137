#include "sim/trace/file/directory.h"

#include "sim/scenario/document/problem.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace copyscope::trace::file {

std::optional<Time> time_told(const Json& footer, const char* key) {
  if (!footer.is_object()) return std::nullopt;
  const auto told = footer.find(key);
  constexpr std::uint64_t not_known = INT64_MAX;
  if (told == footer.end() || !told->is_number_unsigned() ||
      told->get<std::uint64_t>() >= not_known)
    return std::nullopt;
  return Time::from_ps(told->get<std::int64_t>());
}

void refuse(const std::string& name, std::string found, std::string expected) {
  scenario::Problem problem;
  problem.file = name;
  problem.found = std::move(found);
  problem.expected = std::move(expected);
  throw scenario::InputError({problem});
}

void Directory::complain(std::string sentence) {
  constexpr std::size_t most = 20;
  if (complaints.size() < most) complaints.push_back(std::move(sentence));
}

namespace {

class Scan {
public:
  Scan(std::string_view bytes, const std::string& name, std::uint64_t rows)
      : bytes_(bytes), name_(name), wanted_(rows) {}

  Directory run() {
    read_head();
    std::uint64_t at = std::min<std::uint64_t>(FileHead::bytes, bytes_.size());
    while (at < bytes_.size()) {
      if (is_end(at)) break;
      const auto head = read_section_head(bytes_.substr(at));
      if (!head) {
        at = next_section(at);
        continue;
      }
      take(at, *head);
      at += SectionHead::bytes + head->body_bytes;
      if (rows_ < wanted_ || at >= bytes_.size()) continue;
      directory_.is_beginning = true;
      break;
    }
    count_missing();
    if (!directory_.footer.is_object() && !directory_.is_beginning)
      complain("the file has no end: the run, or what saved it, was cut short");
    return std::move(directory_);
  }

private:
  void read_head() {
    if (!bytes_.starts_with(magic)) refuse(name_, "no saved trace", "a file that begins as one");
    const auto head = read_file_head(bytes_);
    if (!head) return complain("the head of the file is damaged");
    directory_.program = head->program;
    directory_.format = head->format;
    if (head->format > format_version)
      refuse(name_, fmt::format("a trace in format {}", head->format),
             fmt::format("format {}, which Copyscope {} reads; Copyscope {}, which wrote it, can "
                         "read it",
                         format_version, COPYSCOPE_VERSION, head->program));
    id_ = head->id;
  }

  void complain(std::string sentence) { directory_.complain(std::move(sentence)); }

  /// The last bytes: where the footer is, and that the file ends here.
  bool is_end(std::uint64_t at) const {
    return bytes_.size() - at == 8 + end_magic.size() && bytes_.ends_with(end_magic);
  }

  /// Where the next section begins that is whole; else where the file ends.
  std::uint64_t next_section(std::uint64_t from) {
    std::uint64_t at = from;
    while (at < bytes_.size()) {
      at = std::min(bytes_.find(segment_tag, at + 1), bytes_.find(footer_tag, at + 1));
      if (at == std::string_view::npos) break;
      if (read_section_head(bytes_.substr(at))) {
        complain(fmt::format("bytes {} to {} are damaged", from, at - 1));
        return at;
      }
    }
    if (directory_.footer.is_null())
      complain(fmt::format("the file is cut at byte {}, in the middle of a segment", from));
    else
      complain(fmt::format("there is more after the footer, from byte {} on", from));
    return bytes_.size();
  }

  void take(std::uint64_t at, const SectionHead& head) {
    if (!id_) id_ = head.id;
    if (head.id != *id_)
      return complain(fmt::format("the section at byte {} belongs to another trace", at));
    const std::string_view body = bytes_.substr(at + SectionHead::bytes, head.body_bytes);
    const std::string_view meta = body.substr(0, head.meta_bytes);
    Section section{at, head, {}, body.substr(head.meta_bytes)};
    const std::string which = fmt::format("segment {}", head.number);
    if (next_number_ && head.number < *next_number_)
      return complain(which + " is there a second time, or out of order");
    try {
      if (head.meta_sum != sum_of(meta))
        throw Damaged{"the checksum of its description is another"};
      section.meta = parse_meta(meta);
      if (!section.meta.is_object()) throw Damaged{"its description is no object"};
    } catch (const Damaged& damaged) {
      return complain(fmt::format("{}: {}", which, damaged.what));
    }
    next_number_ = head.number + 1;
    put(std::move(section));
  }

  void put(Section section) {
    if (section.head.tag == segment_tag) {
      rows_ += rows_in(section);
      directory_.segments.push_back(std::move(section));
    } else if (section.head.tag == footer_tag) {
      directory_.footer = std::move(section.meta);
      directory_.footer_columns = section.columns;
      directory_.footer_number = section.head.number;
    } else {
      directory_.others.push_back(std::move(section));
    }
  }

  /// As it says itself; what is wrong with that is told where they are read.
  static std::uint64_t rows_in(const Section& section) {
    const auto table = section.meta.find("rows");
    if (table == section.meta.end() || !table->is_object()) return 0;
    const auto count = table->find("count");
    if (count == table->end() || !count->is_number_unsigned()) return 0;
    return std::min<std::uint64_t>(count->get<std::uint64_t>(), most_rows);
  }

  // By their numbers: a segment that is not there leaves a gap.
  void count_missing() {
    std::vector<std::uint32_t> numbers;
    for (const Section& each : directory_.segments)
      numbers.push_back(each.head.number);
    for (const Section& each : directory_.others)
      numbers.push_back(each.head.number);
    if (numbers.empty()) return;
    const std::uint32_t last = *std::max_element(numbers.begin(), numbers.end());
    directory_.missing = last + 1 - static_cast<std::uint32_t>(numbers.size());
  }

  std::string_view bytes_;
  const std::string& name_;
  std::uint64_t wanted_, rows_ = 0;
  Directory directory_;
  std::optional<std::uint64_t> id_;
  std::optional<std::uint32_t> next_number_;
};

} // namespace

Directory read_directory(std::string_view bytes, const std::string& name, std::uint64_t rows) {
  return Scan(bytes, name, rows).run();
}

} // namespace copyscope::trace::file

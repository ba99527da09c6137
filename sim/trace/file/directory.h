// The sections of a file: which are whole, and what is wrong with the rest. For this room only.
#pragma once

#include "sim/trace/file/columns.h"
#include "sim/trace/file/format.h"
#include "sim/units/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace::file {

struct Section {
  std::uint64_t at = 0; ///< of its head; bytes
  SectionHead head;
  Json meta;                ///< an object
  std::string_view columns; ///< in the file
};

struct Directory {
  std::string program; ///< that wrote it; empty where the head is damaged
  std::uint32_t format = format_version;
  std::vector<Section> segments; ///< whole ones, in order
  std::vector<Section> others;   ///< of kinds that this version does not know
  bool is_beginning = false;     ///< no more than was wanted was looked for
  Json footer;                   ///< null where there is none
  std::string_view footer_columns;
  std::uint32_t footer_number = 0;     ///< of the footer among the sections
  std::uint32_t missing = 0;           ///< segments that are missing before the last whole one
  std::vector<std::string> complaints; ///< a sentence each

  void complain(std::string sentence); ///< the first of them are kept
};

/// Looks from section to section, as far as it needs to for `rows`; where one is damaged, for the
/// next whole one. Throws scenario::InputError for what is no trace's file, or one of a later
/// format.
Directory read_directory(std::string_view bytes, const std::string& name,
                         std::uint64_t rows = ~std::uint64_t{0});

/// A time that a footer tells; nothing where there is no footer, or it does not tell one that can
/// be.
std::optional<Time> time_told(const Json& footer, const char* key);

[[noreturn]] void refuse(const std::string& name, std::string found, std::string expected);

} // namespace copyscope::trace::file

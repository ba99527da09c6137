// The names that a scenario may use: the caller's vocabulary, and the scenario's own cases.
#pragma once

#include "sim/scenario/document/reader.h"
#include "sim/scenario/load.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace copyscope::scenario {

class Names {
public:
  /// Without a vocabulary every name is accepted: a saved trace may know more than this program.
  explicit Names(const Vocabulary* vocabulary) : vocabulary_(vocabulary) {}

  void add_case(const Case& which, std::size_t index) { cases_.emplace(which.id, index); }
  bool is_case(std::string_view id) const { return cases_.contains(std::string(id)); }
  std::optional<std::size_t> case_index(std::string_view id) const;
  std::vector<std::string_view> cases() const;

  /// False, having reported it, where a string names none of these.
  bool is_method(const Node& string, Reader& reader) const;
  bool is_kind(const Node& string, Reader& reader) const;
  bool is_buffer(const Node& string, Reader& reader) const;

  bool accepts_all() const { return vocabulary_ == nullptr; }
  /// The type of a figure, by its path; nothing for an unknown one.
  std::optional<FigureType> figure_type(std::string_view path) const;
  std::vector<std::string_view> figures() const;
  std::vector<std::string_view> presets() const;
  bool is_fact(std::string_view path) const; ///< without "machine."
  std::vector<std::string_view> facts() const;

private:
  const Vocabulary* vocabulary_;
  std::unordered_map<std::string, std::size_t> cases_;
};

/// Refuses each `{path}` in the text under this node that names neither a result of a case nor a
/// fact of the machine. A brace that no path follows stands for itself.
void check_references(const Node& text, const Names& names, Reader& reader);

/// A table `{ kind = "cpu_copy", nth = 1 }`, or, where allowed, `"start"` or `"end"`. `clients` is
/// how many the case has.
std::optional<Moment> read_moment(const Node& node, bool may_be_a_word, std::int64_t clients,
                                  const Names& names, Reader& reader);

} // namespace copyscope::scenario

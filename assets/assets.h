// What the program carries inside itself: scenarios, machine presets, the methods' texts and
// listings. Everything is embedded at build time, so the program runs from any folder.
//
//   bytes("scenarios/four-ways.toml")         a file by its name in the tree
//   method("read-write")                      title, summary, listing of a method, both languages
//   text("figure.copies.cpu", Language::zh)   a term or sentence of the interface by its key
//   fill(text("saved.copies.cpu", language), {{"count", "2"}, {"reference", "read + write"}})
#pragma once

#include "sim/scenario/document/text.h"

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::assets {

using scenario::Language;
using scenario::Text;

/// The embedded file of that name ("assets/machines/textbook.toml"), or nothing.
std::optional<std::string_view> bytes(std::string_view name);

/// The names of all embedded files below a folder ("scenarios/"), sorted.
std::vector<std::string_view> names(std::string_view folder);

/// A line of a method's pseudo-C. Lines count from 1; a label, where there is one, is what spans
/// carry ("read", "write").
struct ListingLine {
  std::string code;
  std::string label;
};

/// What assets/methods/ID.toml says.
struct Method {
  std::string id;
  Text title;   ///< "read + write"
  Text summary; ///< one sentence
  Text explain; ///< some paragraphs, separated by empty lines, otherwise without line breaks
  std::vector<ListingLine> listing;
  std::vector<std::string> sources; ///< man pages, papers, kernel files

  /// The number of the line that carries the label, from 1; 0 where none does.
  int line_of(std::string_view label) const;
};

/// A method's texts from TOML. Throws std::runtime_error with the place of what is wrong.
Method parse_method(std::string_view toml, std::string_view file);

/// The method's texts, or nullptr where nothing is embedded for it.
const Method* method(std::string_view id);

/// All methods that are embedded, in the order of their ids.
const std::map<std::string, Method, std::less<>>& methods();

/// What assets/machines/ID.toml says of itself; its values are scenario::load_preset's to read.
struct Preset {
  std::string id;
  Text title;
  Text summary; ///< one sentence
};

/// The machine presets that are embedded: the textbook's, machines from old to new, special ways.
const std::vector<Preset>& presets();

/// The TOML of a preset, or nothing: the PresetLoader of scenario::load.
std::optional<std::string> preset_toml(std::string_view id);

/// A text by its key, from assets/texts/*.toml. Throws std::out_of_range for an unknown key.
const std::string& text(std::string_view key, Language language);

/// The same, or nullptr where there is no such key: for keys made from names in a trace.
const std::string* find_text(std::string_view key, Language language);

/// All keyed texts. The head of each file in assets/texts/ says which keys and placeholders it has.
const std::map<std::string, Text, std::less<>>& texts();

/// Texts from TOML, keys joined with dots: leaves are tables of `en` and `zh`. Throws
/// std::runtime_error with the place of what is wrong.
std::map<std::string, Text, std::less<>> parse_texts(std::string_view toml, std::string_view file);

/// What stands for {name} in a text, or nothing where the name is unknown.
using Lookup = std::function<std::optional<std::string>(std::string_view name)>;
using Values = std::map<std::string, std::string, std::less<>>;

/// The text with each {name} replaced. {count:copy|copies} gives "copy" where the value of `count`
/// is "1", else "copies". A name that is unknown stays as it is written, braces and all.
std::string fill(std::string_view text, const Lookup& lookup);
std::string fill(std::string_view text, const Values& values);

/// The text with its first letter in upper case where that is an English one: a heading of a term.
std::string capitalized(std::string_view text);

} // namespace copyscope::assets

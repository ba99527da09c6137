#include "export/html/palette.h"

#include <fmt/format.h>
#include <stdexcept>
#include <type_traits>

namespace copyscope::exports {

namespace {

using figure::Color;
using figure::Shape;
using figure::Theme;

std::string code_of(Color color) {
  std::string code = fmt::format("#{:02x}{:02x}{:02x}", color.r, color.g, color.b);
  if (color.a < 255) code += fmt::format("{:02x}", color.a);
  return code;
}

/// All colours of a shape, in an order that shapes of one kind share.
std::vector<Color*> colors_in(Shape& shape) {
  return std::visit(
      [](auto& each) -> std::vector<Color*> {
        using Kind = std::remove_reference_t<decltype(each)>;
        if constexpr (std::is_same_v<Kind, figure::Fill>) return {&each.color, &each.ink};
        if constexpr (std::is_same_v<Kind, figure::Disc>) return {&each.color, &each.edge.color};
        if constexpr (requires { each.stroke; }) return {&each.stroke.color};
        if constexpr (std::is_same_v<Kind, figure::Polygon> || std::is_same_v<Kind, figure::Label>)
          return {&each.color};
        return {};
      },
      shape);
}

struct Named {
  const char* name;
  Color Theme::*color;
};
constexpr Named named[] = {
    {"ground", &Theme::ground},
    {"panel", &Theme::panel},
    {"raised", &Theme::raised},
    {"edge", &Theme::edge},
    {"line", &Theme::line},
    {"well", &Theme::well},
    {"selected", &Theme::selected},
    {"text", &Theme::text},
    {"second", &Theme::second},
    {"accent", &Theme::accent},
    {"on-accent", &Theme::on_accent},
    {"cpu", &Theme::cpu},
    {"dma", &Theme::dma},
    {"pio", &Theme::pio},
    {"kernel", &Theme::kernel},
    {"descriptor", &Theme::descriptor},
    {"waiting", &Theme::waiting},
};

} // namespace

Color Palette::number_of(const std::vector<Color>& colors) {
  std::string key;
  bool is_seen = false;
  for (const Color color : colors) {
    key += code_of(color);
    is_seen = is_seen || color.a > 0;
  }
  if (!is_seen) return {0, 0, 0, 0};
  const auto [entry, is_new] = numbers_.emplace(key, colors_.size());
  if (is_new) colors_.push_back(colors);
  const std::size_t number = entry->second;
  return {static_cast<std::uint8_t>(number >> 16U), static_cast<std::uint8_t>(number >> 8U),
          static_cast<std::uint8_t>(number)};
}

std::vector<Shape> Palette::merged(const std::vector<figure::Picture>& pictures) {
  std::vector<Shape> shapes = pictures.front().shapes();
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    std::vector<std::vector<Color>> colors(colors_in(shapes[i]).size());
    for (const figure::Picture& picture : pictures) {
      if (picture.shapes().size() != shapes.size() ||
          picture.shapes()[i].index() != shapes[i].index())
        throw std::logic_error("themes differ in more than their colours");
      Shape other = picture.shapes()[i];
      const std::vector<Color*> own = colors_in(other);
      for (std::size_t k = 0; k < own.size(); ++k)
        colors[k].push_back(*own[k]);
    }
    const std::vector<Color*> into = colors_in(shapes[i]);
    for (std::size_t k = 0; k < into.size(); ++k)
      *into[k] = number_of(colors[k]);
  }
  return shapes;
}

std::string Palette::styled(std::string_view svg) {
  constexpr std::string_view mark = "=\"#"; // in text, a quote would be escaped
  std::string result;
  for (std::size_t at = 0;;) {
    const std::size_t found = svg.find(mark, at);
    result += svg.substr(at, found - at);
    if (found == std::string_view::npos) return result;
    const std::size_t number =
        std::stoul(std::string(svg.substr(found + mark.size(), 6)), nullptr, 16);
    result += fmt::format("=\"var(--c{})", number);
    at = found + mark.size() + 6;
  }
}

std::string Palette::variables(std::size_t theme) const {
  std::string text;
  for (const Named& each : named)
    text += fmt::format("--{}:{};", each.name, code_of(themes_[theme]->*each.color));
  for (std::size_t i = 0; i < colors_.size(); ++i)
    text += fmt::format("--c{}:{};", i, code_of(colors_[i][theme]));
  return text;
}

} // namespace copyscope::exports

// A canvas that writes SVG: text stays text, boxes stay boxes, and what a picture names is a group
// with a title.
//
//   SvgCanvas canvas;
//   figure::paint(picture, canvas);
//   write(svg_document(canvas, {.width = 960, .height = 540}));
//
// Nothing in the body refers to a name that another drawing could have otherwise: patterns are
// called after what they look like, clips are nested <svg> elements. So several bodies may share
// one page, and one set of definitions.
#pragma once

#include "figure/kit/canvas.h"

#include <functional>
#include <map>
#include <string>

namespace copyscope::exports {

class SvgCanvas : public figure::Canvas {
public:
  /// Attributes of a group's element: ` data-row="12"`. Values have to be escaped.
  using Attributes = std::function<std::string(const figure::Group&)>;

  explicit SvgCanvas(Attributes attributes = {}) : attributes_(std::move(attributes)) {}

  void fill(const figure::Fill& fill) override;
  void outline(const figure::Outline& outline) override;
  void line(const figure::Line& line) override;
  void bend(const figure::Bend& bend) override;
  void polygon(const figure::Polygon& polygon) override;
  void disc(const figure::Disc& disc) override;
  void label(const figure::Label& label) override;
  void push_clip(figure::Box box) override;
  void pop_clip() override;
  void begin_group(const figure::Group& group) override;
  void end_group() override;

  const std::string& body() const { return body_; }
  /// What was painted since the last call; definitions stay.
  std::string take_body();
  /// Elements for <defs>: the patterns in use.
  std::string definitions() const;

private:
  std::string paint_of(const figure::Fill& fill);

  Attributes attributes_;
  std::string body_;
  std::map<std::string, std::string> patterns_; // elements by their ids
};

/// The rules for the classes of text that SvgCanvas uses, as CSS.
std::string svg_text_styles();

/// What stands around a body.
struct SvgFrame {
  double width = 0, height = 0; ///< of the picture, in its units
  std::string shown_width;      ///< "8cm"; empty: the units are pixels
  std::string shown_height;
  std::string language = "en"; ///< of its texts
  std::string title, about;    ///< for who cannot see it, and for search; not escaped
  std::string attributes;      ///< of the root; escaped
  std::string styles;          ///< more rules, as CSS
  figure::Color ground;
  bool has_ground = true;
};

/// A whole file: what comes before the body, and with it. `definitions` as SvgCanvas has them.
std::string svg_head(const std::string& definitions, const SvgFrame& frame);
std::string svg_document(const SvgCanvas& canvas, const SvgFrame& frame);

} // namespace copyscope::exports

#include "export/paper/canvas/svg_canvas.h"

#include "export/paper/canvas/typography.h"
#include "export/paper/canvas/xml.h"
#include "figure/kit/patterns.h"

#include <array>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

using figure::Box;
using figure::Color;
using figure::Face;
using figure::PatternSizes;
using figure::Point;

std::string n(double number) {
  return short_number(number);
}

std::string hex(Color color) {
  return fmt::format("{:02x}{:02x}{:02x}", color.r, color.g, color.b);
}

/// ` fill="#123456"`, and an opacity where it is not 1.
std::string colored(const char* what, Color color) {
  std::string text = fmt::format(" {}=\"#{}\"", what, hex(color));
  if (color.a < 255) text += fmt::format(" {}-opacity=\"{}\"", what, n(color.a / 255.0));
  return text;
}

std::string dashes(const figure::Stroke& stroke) {
  std::string lengths;
  bool has_dots = false;
  for (const figure::DashMark mark : figure::marks_of(stroke.dash)) {
    const float unit = figure::dash_unit(stroke.width);
    lengths += fmt::format("{}{} {}", lengths.empty() ? "" : " ", n(mark.stroke * unit),
                           n(mark.space * unit));
    has_dots = has_dots || mark.stroke == 0;
  }
  if (lengths.empty()) return {};
  return fmt::format(" stroke-dasharray=\"{}\"{}", lengths,
                     has_dots ? " stroke-linecap=\"round\"" : "");
}

std::string stroked(const figure::Stroke& stroke) {
  std::string text = colored("stroke", stroke.color);
  if (stroke.width != 1) text += fmt::format(" stroke-width=\"{}\"", n(stroke.width));
  return text + dashes(stroke);
}

std::string box_attributes(Box box, float radius) {
  std::string text = fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", n(box.x),
                                 n(box.y), n(box.w), n(box.h));
  radius = std::min({radius, box.w / 2, box.h / 2});
  if (radius > 0) text += fmt::format(" rx=\"{}\"", n(radius));
  return text;
}

std::string points_of(const std::vector<Point>& points) {
  std::string text;
  for (const Point p : points)
    text += fmt::format("{}{},{}", text.empty() ? "" : " ", n(p.x), n(p.y));
  return text;
}

bool is_unseen(const figure::Stroke& stroke) {
  return stroke.color.a == 0 || stroke.width <= 0;
}

const char* pattern_name(figure::Pattern pattern) {
  constexpr std::array names = {"solid", "hatch", "dots", "crosses"};
  return names[static_cast<std::size_t>(pattern)];
}

/// The ink of one period, which is a square.
std::string ink_of_period(figure::Pattern pattern, float period, Color ink) {
  switch (pattern) {
  case figure::Pattern::hatch: // the corners belong to the next strokes
    return fmt::format(
        "<path d=\"M-1 1L1 -1M-1 {0}L{0} -1M{1} {2}L{2} {1}\"{3} stroke-width=\"{4}\"/>",
        n(period + 1), n(period - 1), n(period + 1), colored("stroke", ink),
        n(PatternSizes::hatch_width));
  case figure::Pattern::dots:
    return fmt::format("<circle cx=\"{0}\" cy=\"{0}\" r=\"{1}\"{2}/>", n(period / 2),
                       n(PatternSizes::dot_radius), colored("fill", ink));
  case figure::Pattern::crosses: {
    const float reach = PatternSizes::cross_reach * 0.7071F;
    return fmt::format("<path d=\"M{0} {0}L{1} {1}M{0} {1}L{1} {0}\"{2} stroke-width=\"{3}\"/>",
                       n(period / 2 - reach), n(period / 2 + reach), colored("stroke", ink),
                       n(PatternSizes::cross_width));
  }
  case figure::Pattern::solid:
    break;
  }
  return {};
}

float period_of(figure::Pattern pattern) {
  switch (pattern) {
  case figure::Pattern::hatch:
    return PatternSizes::hatch_period;
  case figure::Pattern::dots:
    return PatternSizes::dot_period;
  default:
    return PatternSizes::cross_period;
  }
}

std::string pattern_element(const std::string& id, const figure::Fill& fill) {
  const float period = period_of(fill.pattern);
  return fmt::format("<pattern id=\"{0}\" width=\"{1}\" height=\"{1}\" "
                     "patternUnits=\"userSpaceOnUse\"><rect width=\"{1}\" height=\"{1}\"{2}/>{3}"
                     "</pattern>",
                     id, n(period), colored("fill", fill.color),
                     ink_of_period(fill.pattern, period, fill.ink));
}

constexpr std::array face_classes = {"r", "m", "b", "c", "d"};

} // namespace

std::string SvgCanvas::paint_of(const figure::Fill& fill) {
  if (fill.pattern == figure::Pattern::solid || fill.ink.a == 0) return colored("fill", fill.color);
  const std::string id =
      fmt::format("{}-{}-{}", pattern_name(fill.pattern), hex(fill.color), hex(fill.ink));
  if (!patterns_.contains(id)) patterns_.emplace(id, pattern_element(id, fill));
  return fmt::format(" fill=\"url(#{})\"", id);
}

void SvgCanvas::fill(const figure::Fill& fill) {
  if (fill.color.a == 0 || fill.box.w <= 0 || fill.box.h <= 0) return;
  body_ += box_attributes(fill.box, fill.radius) + paint_of(fill) + "/>\n";
}

void SvgCanvas::outline(const figure::Outline& outline) {
  if (is_unseen(outline.stroke)) return;
  const float half = outline.stroke.width / 2;
  const Box box = outline.box;
  // Inside the box's edge, as long as there is an inside.
  const Box inner{box.x + half, box.y + half, std::max(0.01F, box.w - 2 * half),
                  std::max(0.01F, box.h - 2 * half)};
  body_ += box_attributes(inner, std::max(0.0F, outline.radius - half)) + " fill=\"none\"" +
           stroked(outline.stroke) + "/>\n";
}

void SvgCanvas::line(const figure::Line& line) {
  if (is_unseen(line.stroke) || line.points.size() < 2) return;
  if (line.points.size() == 2)
    body_ += fmt::format("<path d=\"M{} {}L{} {}\"{}/>\n", n(line.points[0].x), n(line.points[0].y),
                         n(line.points[1].x), n(line.points[1].y), stroked(line.stroke));
  else
    body_ += fmt::format("<polyline points=\"{}\" fill=\"none\"{}/>\n", points_of(line.points),
                         stroked(line.stroke));
}

void SvgCanvas::bend(const figure::Bend& bend) {
  if (is_unseen(bend.stroke)) return;
  const figure::Curve& c = bend.curve;
  body_ += fmt::format("<path d=\"M{} {}C{} {} {} {} {} {}\" fill=\"none\"{}/>\n", n(c.from.x),
                       n(c.from.y), n(c.leave.x), n(c.leave.y), n(c.arrive.x), n(c.arrive.y),
                       n(c.to.x), n(c.to.y), stroked(bend.stroke));
}

void SvgCanvas::polygon(const figure::Polygon& polygon) {
  if (polygon.color.a == 0 || polygon.points.size() < 3) return;
  body_ += fmt::format("<polygon points=\"{}\"{}/>\n", points_of(polygon.points),
                       colored("fill", polygon.color));
}

void SvgCanvas::disc(const figure::Disc& disc) {
  const bool has_edge = !is_unseen(disc.edge);
  if (disc.color.a == 0 && !has_edge) return;
  const float reach = disc.radius - (has_edge ? disc.edge.width / 2 : 0);
  body_ +=
      fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}/>\n", n(disc.center.x),
                  n(disc.center.y), n(std::max(0.0F, reach)),
                  disc.color.a == 0 ? std::string(" fill=\"none\"") : colored("fill", disc.color),
                  has_edge ? stroked(disc.edge) : std::string());
}

void SvgCanvas::label(const figure::Label& label) {
  if (label.color.a == 0) return;
  // The length keeps it in its place where a viewer has other fonts.
  body_ += fmt::format(
      "<text class=\"{}\" x=\"{}\" y=\"{}\" font-size=\"{}\" textLength=\"{}\"{}>{}</text>\n",
      face_classes[static_cast<std::size_t>(label.font.face)], n(label.baseline.x),
      n(label.baseline.y), n(label.font.size), n(label.width), colored("fill", label.color),
      xml_escaped(label.text));
}

void SvgCanvas::push_clip(Box box) {
  body_ += fmt::format("<svg x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{3}\" "
                       "viewBox=\"{0} {1} {2} {3}\">\n",
                       n(box.x), n(box.y), n(std::max(0.01F, box.w)), n(std::max(0.01F, box.h)));
}

void SvgCanvas::pop_clip() {
  body_ += "</svg>\n";
}

void SvgCanvas::begin_group(const figure::Group& group) {
  body_ += "<g" + (attributes_ ? attributes_(group) : std::string()) + ">\n";
  if (!group.hint.empty()) body_ += "<title>" + xml_escaped(group.hint) + "</title>\n";
}

void SvgCanvas::end_group() {
  body_ += "</g>\n";
}

std::string SvgCanvas::take_body() {
  return std::exchange(body_, {});
}

std::string SvgCanvas::definitions() const {
  std::string text;
  for (const auto& [id, element] : patterns_)
    text += element + "\n";
  return text;
}

std::string svg_text_styles() {
  std::string text = "text{white-space:pre}\n";
  for (std::size_t i = 0; i < face_classes.size(); ++i) {
    const auto face = static_cast<Face>(i);
    text += fmt::format(".{}{{font-family:{};font-weight:{}}}\n", face_classes[i],
                        css_families(face), weight_of(face));
  }
  return text;
}

std::string svg_head(const std::string& definitions, const SvgFrame& frame) {
  const std::string width = n(frame.width), height = n(frame.height);
  std::string text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" "
      "lang=\"{}\" role=\"img\"{}>\n",
      frame.shown_width.empty() ? width : frame.shown_width,
      frame.shown_height.empty() ? height : frame.shown_height, width, height, frame.language,
      frame.attributes);
  text += "<title>" + xml_escaped(frame.title) + "</title>\n";
  if (!frame.about.empty()) text += "<desc>" + xml_escaped(frame.about) + "</desc>\n";
  text += "<style>" + svg_text_styles() + frame.styles + "</style>\n";
  if (!definitions.empty()) text += "<defs>\n" + definitions + "</defs>\n";
  if (frame.has_ground)
    text += fmt::format("<rect width=\"{}\" height=\"{}\"{}/>\n", width, height,
                        colored("fill", frame.ground));
  return text;
}

std::string svg_document(const SvgCanvas& canvas, const SvgFrame& frame) {
  return svg_head(canvas.definitions(), frame) + canvas.body() + "</svg>\n";
}

} // namespace copyscope::exports

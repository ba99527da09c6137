// How wide text is on paper: pango asks the fonts of this machine, without hinting, so that widths
// grow evenly with the size.
#pragma once

#include "figure/kit/text_style.h"

#include <memory>
#include <pango/pango.h>
#include <string>
#include <string_view>

namespace copyscope::exports {

/// Owns what GObject counts.
struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
using PangoContextHandle = std::unique_ptr<PangoContext, Unref>;
using PangoLayoutHandle = std::unique_ptr<PangoLayout, Unref>;

/// A context of unhinted type, one unit a unit of the picture.
PangoContextHandle new_pango_context();
/// One line of text, never broken.
PangoLayoutHandle set_line(PangoContext& context, std::string_view text, figure::Font font);

class PangoMeasure : public figure::Measure {
public:
  PangoMeasure();
  ~PangoMeasure() override;
  PangoMeasure(const PangoMeasure&) = delete;
  PangoMeasure& operator=(const PangoMeasure&) = delete;

  float width(std::string_view text, figure::Font font) const override;

private:
  struct Known; // widths of an em of one, by face and text

  PangoContextHandle context_;
  std::unique_ptr<Known> known_;
};

} // namespace copyscope::exports

// What cairo counts, owned; its errors as exceptions; a picture painted on it.
#pragma once

#include "figure/picture.h"

#include <cairo.h>
#include <memory>

namespace copyscope::exports {

struct DestroyCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Cairo = std::unique_ptr<cairo_t, DestroyCairo>;
using CairoSurface = std::unique_ptr<cairo_surface_t, DestroyCairo>;

/// Throws std::runtime_error for anything but success.
void check(cairo_status_t status);

/// Paints the ground on all that can be painted on, and the picture over it; changes the context's
/// transformation.
void paint_on(cairo_t* cairo, const figure::Picture& picture, double scale, figure::Color ground);

} // namespace copyscope::exports

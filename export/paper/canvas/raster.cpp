#include "export/paper/canvas/raster.h"

#include "export/paper/canvas/cairo_canvas.h"
#include "export/paper/canvas/cairo_handles.h"

namespace copyscope::exports {

struct Raster::State {
  CairoSurface surface;
  Cairo cairo;
};

Raster::Raster(int width, int height)
    : width_(width), height_(height), state_(std::make_unique<State>()) {
  state_->surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  check(cairo_surface_status(state_->surface.get()));
  state_->cairo.reset(cairo_create(state_->surface.get()));
}

Raster::~Raster() = default;

void Raster::paint(const figure::Picture& picture, double scale, figure::Color ground) {
  cairo_t* const cairo = state_->cairo.get();
  cairo_save(cairo);
  paint_on(cairo, picture, scale, ground);
  cairo_restore(cairo);
  check(cairo_status(cairo));
  cairo_surface_flush(state_->surface.get());
}

std::span<const std::uint32_t> Raster::row(int y) const {
  cairo_surface_t* const surface = state_->surface.get();
  const unsigned char* const data = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  return {reinterpret_cast<const std::uint32_t*>(data + stride * static_cast<std::size_t>(y)),
          static_cast<std::size_t>(width_)};
}

} // namespace copyscope::exports

#include "export/paper/canvas/cairo_handles.h"

#include "export/paper/canvas/cairo_canvas.h"

#include <stdexcept>
#include <string>

namespace copyscope::exports {

cairo_status_t CairoStream::take(void* closure, const unsigned char* data,
                                 unsigned length) noexcept {
  auto& stream = *static_cast<CairoStream*>(closure);
  if (!stream.write_) return CAIRO_STATUS_SUCCESS;
  try {
    stream.write_({reinterpret_cast<const char*>(data), length});
  } catch (...) {
    stream.error_ = std::current_exception();
    stream.abandon();
  }
  return CAIRO_STATUS_SUCCESS;
}

void CairoStream::rethrow() const {
  if (error_) std::rethrow_exception(error_);
}

void check(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(std::string("cairo: ") + cairo_status_to_string(status));
}

void paint_on(cairo_t* cairo, const figure::Picture& picture, double scale, figure::Color ground) {
  cairo_set_source_rgb(cairo, ground.r / 255.0, ground.g / 255.0, ground.b / 255.0);
  cairo_paint(cairo);
  cairo_scale(cairo, scale, scale);
  CairoCanvas canvas(cairo);
  figure::paint(picture, canvas);
  check(cairo_status(cairo));
}

} // namespace copyscope::exports

// What cairo counts, owned; its errors as exceptions; where its surfaces write; a picture painted
// on it.
#pragma once

#include "export/data/writer.h"
#include "figure/kit/picture.h"

#include <cairo.h>
#include <exception>
#include <memory>

namespace copyscope::exports {

struct DestroyCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Cairo = std::unique_ptr<cairo_t, DestroyCairo>;
using CairoSurface = std::unique_ptr<cairo_surface_t, DestroyCairo>;

/// What a surface writes, on its way to a Writer that may throw.
///
/// Cairo never hears of an error: no exception may pass through its frames, and of a stream that
/// has failed its PDF surface cannot be finished (cairo 1.16 copies from a stream in memory that is
/// not there). After an error cairo goes on writing, and nothing of it goes anywhere.
/// Has to outlive the surface.
class CairoStream {
public:
  explicit CairoStream(Writer write) : write_(std::move(write)) {}
  CairoStream(const CairoStream&) = delete;
  CairoStream& operator=(const CairoStream&) = delete;

  /// cairo_write_func_t; the closure is the stream.
  static cairo_status_t take(void* closure, const unsigned char* data, unsigned length) noexcept;
  void abandon() { write_ = nullptr; } ///< the writer is not called any more
  void rethrow() const;                ///< what the writer threw, if it did

private:
  Writer write_; ///< empty: nothing is wanted any more
  std::exception_ptr error_;
};

/// Throws std::runtime_error for anything but success.
void check(cairo_status_t status);

/// Paints the ground on all that can be painted on, and the picture over it; changes the context's
/// transformation.
void paint_on(cairo_t* cairo, const figure::Picture& picture, double scale, figure::Color ground);

} // namespace copyscope::exports

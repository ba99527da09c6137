// What a frame of the window costs: laying it out, turning it into triangles, drawing these. The
// drawing needs a display (`xvfb-run ./dev bench window`); without one it is left out.
#include "gui/platform/window.h"
#include "gui/app/program.h"
#include "gui/paint/fonts.h"
#include "gui/platform/find_fonts.h"
#include "gui/platform/screen.h"
#include "host/window_services.h"

#include <array>
#include <benchmark/benchmark.h>

namespace copyscope {
namespace {

using figure::Picture;

constexpr int wide = 1280, high = 800;

/// The window with a scenario open, in the midst of its run.
struct Opened {
  gui::FontFaces fonts{gui::find_fonts()};
  host::WindowServices services{false};
  gui::Program program;
  gui::Surface surface = gui::surface_for(wide, high, 1, 1);

  Opened() : program(options(), services.services(), fonts) { program.settle(); }

  static gui::Options options() {
    gui::Options options;
    options.scenario = "four-ways";
    options.step = 6;
    return options;
  }
  Picture picture() { return program.lay_out(surface.box, nullptr); }
};

void start(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(Opened());
}
BENCHMARK(start)->Unit(benchmark::kMillisecond);

void lay_out(benchmark::State& state) {
  Opened opened;
  for (auto _ : state)
    benchmark::DoNotOptimize(opened.picture());
  state.counters["shapes"] = static_cast<double>(opened.picture().shapes().size());
}
BENCHMARK(lay_out)->Unit(benchmark::kMillisecond);

void make_triangles(benchmark::State& state) {
  Opened opened;
  gui::Painter painter(opened.fonts);
  const Picture picture = opened.picture();
  const std::array<const Picture*, 1> pictures{&picture};
  for (auto _ : state)
    benchmark::DoNotOptimize(painter.paint(pictures, 1, {wide, high}, nullptr).VtxBuffer.Data);
}
BENCHMARK(make_triangles)->Unit(benchmark::kMillisecond);

void frame(benchmark::State& state) {
  try {
    Opened opened;
    const gui::WindowSystem system;
    gui::Geometry geometry;
    geometry.width = wide;
    geometry.height = high;
    gui::Window window(geometry, "Copyscope", gui::Window::Kind::hidden);
    gui::Screen screen(opened.fonts);
    for (auto _ : state) {
      const Picture picture = opened.picture();
      const std::array<const Picture*, 1> pictures{&picture};
      screen.draw(pictures, opened.surface, opened.program.theme().ground);
      screen.graphics().finish();
      window.show_frame();
    }
  } catch (const gui::DisplayError&) {
    state.SkipWithError("no display");
  }
}
BENCHMARK(frame)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
} // namespace copyscope

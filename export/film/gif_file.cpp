#include "export/film/gif_file.h"

#include <algorithm>
#include <array>
#include <exception>
#include <gif_lib.h>
#include <stdexcept>

namespace copyscope::exports {

namespace {

constexpr std::size_t piece = 1 << 16;
constexpr int most_hundredths = 65535;

/// A part of the picture: [left, right[ × [top, bottom[.
struct Part {
  int left = 0, top = 0, right = 0, bottom = 0;

  bool is_empty() const { return left >= right; }
  void take(int x, int y) {
    if (is_empty()) *this = {x, y, x + 1, y + 1};
    left = std::min(left, x);
    right = std::max(right, x + 1);
    bottom = y + 1; // rows come in order
  }
};

struct FreeMap {
  void operator()(ColorMapObject* map) const { GifFreeMapObject(map); }
};
using ColorMap = std::unique_ptr<ColorMapObject, FreeMap>;

/// 256 entries, whatever the table has: the last one is what is transparent.
ColorMap map_of(const std::vector<Rgb>& colors) {
  ColorMap map(GifMakeMapObject(256, nullptr));
  if (!map) throw std::bad_alloc();
  for (std::size_t i = 0; i < colors.size(); ++i)
    map->Colors[i] = {static_cast<GifByteType>(colors[i] >> 16U),
                      static_cast<GifByteType>(colors[i] >> 8U),
                      static_cast<GifByteType>(colors[i])};
  return map;
}

constexpr std::uint8_t transparent = 255;

} // namespace

struct GifFile::State {
  const Writer& write;
  int width, height;
  ColorTable& colors;
  std::string pending;      // bytes for the writer
  std::exception_ptr error; // of the writer, kept while the library's frames are on the stack
  GifFileType* file = nullptr;
  // Indices of all pixels: of the frame that was written last, of the one that waits until it is
  // known how long it stays, of the one that comes.
  std::vector<std::uint8_t> shown, waiting, coming;
  bool has_frame = false, is_first = true; // whether one waits; whether it is the first
  int hundredths = 0;                      // that the waiting one stays

  State(int wide, int high, ColorTable& table, const Writer& writer)
      : write(writer), width(wide), height(high), colors(table),
        shown(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high)), waiting(shown),
        coming(shown) {}
  ~State() {
    int code = 0;
    error = error ? error : std::make_exception_ptr(0); // write no more
    if (file) EGifCloseFile(file, &code);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  static int take(GifFileType* file, const GifByteType* data, int length) {
    auto& state = *static_cast<State*>(file->UserData);
    if (state.error) return 0;
    state.pending.append(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
    if (state.pending.size() < piece) return length;
    try {
      state.flush();
    } catch (...) {
      state.error = std::current_exception();
      return 0;
    }
    return length;
  }
  void flush() {
    write(pending);
    pending.clear();
  }

  void check(int result) const {
    if (error) std::rethrow_exception(error);
    if (result == GIF_ERROR) throw std::runtime_error("giflib cannot write the file");
  }

  std::uint8_t* row(std::vector<std::uint8_t>& pixels, int y) const {
    return pixels.data() + static_cast<std::ptrdiff_t>(y) * width;
  }

  void take_indices(const Raster& raster) {
    for (int y = 0; y < height; ++y) {
      std::uint8_t* out = row(coming, y);
      Rgb last = 0;
      std::uint8_t index = colors.nearest(last);
      for (const Rgb pixel : raster.row(y)) {
        if (pixel != last) index = colors.nearest(last = pixel);
        *out++ = index;
      }
    }
  }

  /// Where the waiting frame differs from the last.
  Part changed() {
    if (is_first) return {0, 0, width, height};
    Part part;
    for (int y = 0; y < height; ++y) {
      const std::uint8_t *const a = row(shown, y), *const b = row(waiting, y);
      if (std::equal(a, a + width, b)) continue;
      for (int x = 0; x < width; ++x)
        if (a[x] != b[x]) part.take(x, y);
    }
    return part;
  }
};

GifFile::GifFile(int width, int height, ColorTable& colors, const Writer& write)
    : state_(std::make_unique<State>(width, height, colors, write)) {
  int code = 0;
  state_->file = EGifOpen(state_.get(), State::take, &code);
  if (!state_->file) throw std::runtime_error("giflib cannot begin a file");
  EGifSetGifVersion(state_->file, true);
  const ColorMap map = map_of(colors.colors());
  state_->check(EGifPutScreenDesc(state_->file, width, height, 8, 0, map.get()));
  // Again and again: the extension that Netscape introduced.
  constexpr std::array<GifByteType, 3> forever{1, 0, 0};
  state_->check(EGifPutExtensionLeader(state_->file, APPLICATION_EXT_FUNC_CODE));
  state_->check(EGifPutExtensionBlock(state_->file, 11, "NETSCAPE2.0"));
  state_->check(EGifPutExtensionBlock(state_->file, forever.size(), forever.data()));
  state_->check(EGifPutExtensionTrailer(state_->file));
}

GifFile::~GifFile() = default;

void GifFile::comment(const std::string& text) {
  put_frame();
  state_->check(EGifPutComment(state_->file, text.c_str()));
}

void GifFile::add(const Raster& raster, int hundredths) {
  State& state = *state_;
  state.take_indices(raster);
  const bool is_same = state.has_frame && state.coming == state.waiting;
  if (is_same && state.hundredths + hundredths <= most_hundredths) {
    state.hundredths += hundredths;
    return;
  }
  put_frame();
  state.waiting.swap(state.coming);
  state.has_frame = true;
  state.hundredths = hundredths;
}

void GifFile::put_frame() {
  State& state = *state_;
  if (!state.has_frame) return;
  state.has_frame = false;
  Part part = state.changed();
  if (part.is_empty()) part = {0, 0, 1, 1};
  const GraphicsControlBlock control{DISPOSE_DO_NOT, false, state.hundredths,
                                     state.is_first ? NO_TRANSPARENT_COLOR : transparent};
  std::array<GifByteType, 4> bytes{};
  EGifGCBToExtension(&control, bytes.data());
  state.check(EGifPutExtension(state.file, GRAPHICS_EXT_FUNC_CODE, bytes.size(), bytes.data()));
  const int width = part.right - part.left;
  state.check(EGifPutImageDesc(state.file, part.left, part.top, width, part.bottom - part.top,
                               false, nullptr));
  std::vector<std::uint8_t> line(static_cast<std::size_t>(width));
  for (int y = part.top; y < part.bottom; ++y) {
    const std::uint8_t *const a = state.row(state.shown, y) + part.left, *const b =
                                                                             state.row(
                                                                                 state.waiting, y) +
                                                                             part.left;
    for (int x = 0; x < width; ++x)
      line[static_cast<std::size_t>(x)] = !state.is_first && a[x] == b[x] ? transparent : b[x];
    state.check(EGifPutLine(state.file, line.data(), width));
  }
  state.is_first = false;
  state.shown.swap(state.waiting);
}

void GifFile::close() {
  put_frame();
  int code = 0;
  GifFileType* const file = std::exchange(state_->file, nullptr);
  const int result = EGifCloseFile(file, &code);
  state_->check(result);
  state_->flush();
}

} // namespace copyscope::exports

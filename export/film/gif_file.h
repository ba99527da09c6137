// A GIF that is written frame by frame; of each only what has changed.
#pragma once

#include "export/data/writer.h"
#include "export/film/color_table.h"

#include <memory>
#include <string>
#include <vector>

namespace copyscope::exports {

class GifFile {
public:
  /// Both sides 1 to 65535 pixels. It plays again and again.
  GifFile(int width, int height, ColorTable& colors, const Writer& write);
  ~GifFile();
  GifFile(const GifFile&) = delete;
  GifFile& operator=(const GifFile&) = delete;

  /// Words about what follows, for programs that look for them.
  void comment(const std::string& text);
  /// A frame that is shown for that many hundredths of a second, 1 to 65535.
  void add(const Raster& raster, int hundredths);
  /// The file is written when this returns. Throws what the writer threw.
  void close();

private:
  struct State;

  void put_frame();

  std::unique_ptr<State> state_;
};

} // namespace copyscope::exports

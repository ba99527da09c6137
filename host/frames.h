// Messages between the window and the process that makes its real runs: frames on a stream socket.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::host {

struct Frame {
  enum class Type : std::uint8_t {
    run,       ///< to the server: a scenario as JSON
    measure,   ///< to the server: a MeasureRequest as JSON (real_messages.h)
    calibrate, ///< to the server: crossovers as JSON, which are then predicted
    cancel,    ///< to the server
    progress,  ///< from it: see progress_body
    trace,     ///< a case's trace as JSON
    report,    ///< the report without its traces
    crossover, ///< a crossover as JSON
    failed,    ///< what kept it from running: a text
    over,      ///< nothing more comes of this run; a text where its process ended before its time
  };

  Type type = Type::run;
  std::uint32_t run = 0; ///< number of the run that it is about
  std::string body;
};

std::string encoded(const Frame& frame);
/// All of it, and waits where it has to; false where the other end has gone.
bool wrote(int file, const Frame& frame);

/// Puts frames together from the pieces that a socket gives.
class FrameReader {
public:
  void feed(std::string_view piece) { text_ += piece; }
  std::optional<Frame> next();

private:
  std::string text_;
  std::size_t used_ = 0; // bytes of the text that have been taken
};

/// How much is done, 0 to 1, and with what it goes on.
struct ProgressBody {
  double done = 0;
  std::string what;
};
std::string encoded(const ProgressBody& progress);
ProgressBody progress_in(std::string_view body);

} // namespace copyscope::host

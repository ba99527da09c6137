// The file of --state: one JSON object that tells where the window is, new at each change. Who
// reads it sees an old state or a new one, never half of one.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace copyscope::gui {

class StateFile {
public:
  /// No path: nothing is written.
  /// Throws std::runtime_error where a file is there that is no state file.
  explicit StateFile(std::string path);
  ~StateFile();

  /// The time that a frame takes is told, but is no change by itself. Throws std::runtime_error.
  void tell(const nlohmann::ordered_json& state, double frame_ms);
  bool is_wanted() const { return !path_.empty(); }

private:
  std::string path_;
  std::unique_ptr<nlohmann::ordered_json> told_;
};

} // namespace copyscope::gui

// An opener of large files that does what the test says.
#pragma once

#include "tests/gui/services_for_tests.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::gui {

class ScriptedOpener final : public Opener {
public:
  std::unique_ptr<Opening> start(const std::string& name) override {
    started.push_back(name);
    ++under_way;
    return std::make_unique<Run>(*this);
  }

  std::vector<std::string> started; ///< all that were asked for
  int under_way = 0;                ///< of them, those that nobody has dropped
  double progress = 0;
  std::optional<OpenedFile> beginning; ///< of what is being read
  std::function<OpenedFile()> result;  ///< once it is there, the file has been read

private:
  class Run final : public Opening {
  public:
    explicit Run(ScriptedOpener& owner) : owner_(owner) {}
    ~Run() override { --owner_.under_way; }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    bool is_over() const override { return owner_.result != nullptr; }
    OpenedFile take() override { return std::exchange(owner_.result, nullptr)(); }
    double progress() const override { return owner_.progress; }
    std::optional<OpenedFile> take_beginning() override {
      return std::exchange(owner_.beginning, {});
    }

  private:
    ScriptedOpener& owner_;
  };
};

inline constexpr const char* large = "some/where/large.copyscope";

/// What the opener is asked for: only its size counts.
inline void put_large_file(TestFiles& files) {
  files.write(large, std::string(2'000'000, ' '));
}

/// What is read of it: a case of four-ways, and what is to be told.
inline OpenedFile large_trace(FileNotes notes = {}) {
  return {{large, "", false}, test::trace_of(test::shipped("four-ways"), 1), std::move(notes)};
}

} // namespace copyscope::gui

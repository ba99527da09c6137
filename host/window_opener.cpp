#ifdef COPYSCOPE_HAS_WINDOW
#include "host/window_opener.h"

#include "program/catalog.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace copyscope::host {

namespace {

struct GivenUp {};

constexpr double share_of_reading = 0.1; // of the time that a file takes that lies in memory

double bytes_of(const std::string& name) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(name, error);
  return error || bytes == 0 ? 1 : static_cast<double>(bytes);
}

} // namespace

class OpenTask {
public:
  OpenTask(std::string name, trace::Loading how)
      : name_(std::move(name)), how_(std::move(how)),
        thread_([this](const std::stop_token& stop) { work(stop); }) {}

  bool is_over() const { return is_over_.load(std::memory_order_acquire); }
  double progress() const { return progress_.load(std::memory_order_relaxed); }
  void stop() { thread_.request_stop(); }

  std::optional<gui::OpenedFile> take_beginning() {
    const std::lock_guard lock(beginning_mutex_);
    return std::exchange(beginning_, {});
  }
  /// Once it is over.
  gui::OpenedFile take() {
    if (error_) std::rethrow_exception(error_);
    return std::move(file_);
  }

private:
  void work(const std::stop_token& stop) {
    try {
      file_ = read(stop);
    } catch (...) { // whatever it is, the session tells it
      error_ = std::current_exception();
    }
    is_over_.store(true, std::memory_order_release);
  }

  gui::OpenedFile read(const std::stop_token& stop) {
    const auto tell = [&](double done) {
      if (stop.stop_requested()) throw GivenUp();
      progress_.store(done, std::memory_order_relaxed);
    };
    const double all = bytes_of(name_);
    program::ScenarioFile found = program::find_scenario(name_, [&](std::size_t bytes) {
      tell(share_of_reading * std::min(1.0, static_cast<double>(bytes) / all));
    });
    gui::ScenarioText text{std::move(found.name), std::move(found.text), found.ships};
    read_beginning(text, stop);
    trace::Loading how = how_;
    how.progress = [&](double done) { tell(share_of_reading + (1 - share_of_reading) * done); };
    return gui::opened_file(std::move(text), how);
  }

  /// What is wrong with it is told where all is read.
  void read_beginning(const gui::ScenarioText& text, const std::stop_token& stop) {
    trace::Loading how = how_;
    how.progress = [&](double) {
      if (stop.stop_requested()) throw GivenUp();
    };
    std::optional<gui::OpenedFile> beginning;
    try {
      beginning = gui::beginning_of(text, how);
    } catch (const scenario::InputError&) {
      return;
    }
    const std::lock_guard lock(beginning_mutex_);
    beginning_ = std::move(beginning);
  }

  std::string name_;
  trace::Loading how_;
  std::mutex beginning_mutex_;
  std::optional<gui::OpenedFile> beginning_;
  gui::OpenedFile file_;
  std::exception_ptr error_;
  std::atomic<double> progress_ = 0;
  std::atomic<bool> is_over_ = false;
  std::jthread thread_; // last: it uses all others, and is waited for before they go
};

namespace {

class FileOpening final : public gui::Opening {
public:
  FileOpening(WindowOpener& opener, std::unique_ptr<OpenTask> task)
      : opener_(opener), task_(std::move(task)) {}
  ~FileOpening() override { opener_.leave(std::move(task_)); }
  FileOpening(const FileOpening&) = delete;
  FileOpening& operator=(const FileOpening&) = delete;

  bool is_over() const override { return task_->is_over(); }
  gui::OpenedFile take() override { return task_->take(); }
  double progress() const override { return task_->progress(); }
  std::optional<gui::OpenedFile> take_beginning() override { return task_->take_beginning(); }

private:
  WindowOpener& opener_;
  std::unique_ptr<OpenTask> task_;
};

} // namespace

WindowOpener::WindowOpener(trace::Loading how) : how_(std::move(how)) {}
WindowOpener::~WindowOpener() = default;

std::unique_ptr<gui::Opening> WindowOpener::start(const std::string& name) {
  std::erase_if(left_, [](const auto& task) { return task->is_over(); });
  return std::make_unique<FileOpening>(*this, std::make_unique<OpenTask>(name, how_));
}

void WindowOpener::leave(std::unique_ptr<OpenTask> task) {
  task->stop();
  if (!task->is_over()) left_.push_back(std::move(task));
}

} // namespace copyscope::host
#endif

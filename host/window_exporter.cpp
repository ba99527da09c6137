#ifdef COPYSCOPE_HAS_WINDOW
#include "host/window_exporter.h"

#include "gui/paint/fonts.h"
#include "gui/platform/find_fonts.h"
#include "host/output.h"

#include <atomic>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace copyscope::host {

using gui::ExportJob;
using gui::ExportOutcome;

namespace {

struct Cancelled {};
struct Enough {}; ///< of the text

/// The window's typefaces for the threads that lay previews out, one after the other: the window's
/// own are not to be shared.
struct PreviewFonts {
  std::mutex mutex;
  gui::FontFaces faces{gui::find_fonts()};
};

ExportOutcome draw(const ExportJob& job, const std::stop_token& stop) {
  static PreviewFonts fonts; // pictures refer to it
  const std::lock_guard lock(fonts.mutex);
  if (stop.stop_requested()) throw Cancelled();
  ExportOutcome outcome;
  outcome.drawing = job.format->preview(job.runs, job.options, fonts.faces);
  return outcome;
}

/// The path from anywhere.
std::string path_of(const ExportJob& job) {
  return std::filesystem::absolute(job.path).lexically_normal().string();
}

/// Nobody has agreed to lose a file that has come there meanwhile.
void refuse_to_replace(const ExportJob& job, const std::string& path) {
  std::error_code error;
  if (!job.may_replace && std::filesystem::is_regular_file(path, error))
    throw std::runtime_error("a file of that name is there by now");
}

} // namespace

class ExportTask {
public:
  explicit ExportTask(ExportJob job)
      : job_(std::move(job)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

  bool is_over() const { return is_over_.load(std::memory_order_acquire); }
  ExportOutcome& outcome() { return outcome_; } ///< once it is over
  double progress() const { return progress_.load(std::memory_order_relaxed); }
  bool writes_a_file() const { return job_.aim == ExportJob::Aim::file; }
  void stop() { thread_.request_stop(); }

private:
  void work(const std::stop_token& stop) {
    try {
      outcome_ = carry_out(stop);
    } catch (const Cancelled&) {
      outcome_.kind = ExportOutcome::Kind::cancelled;
    } catch (const std::bad_alloc&) {
      fail("not enough memory");
    } catch (const std::exception& error) {
      fail(error.what());
    }
    is_over_.store(true, std::memory_order_release);
  }
  void fail(const char* reason) {
    outcome_.kind = ExportOutcome::Kind::failed;
    outcome_.reason = reason;
  }

  ExportOutcome carry_out(const std::stop_token& stop) {
    if (job_.aim == ExportJob::Aim::file) return write(stop);
    const bool is_drawn = job_.aim == ExportJob::Aim::preview && job_.format->preview;
    return is_drawn ? draw(job_, stop) : keep(stop);
  }

  /// Both callbacks are ways to be stopped.
  void run_format(const std::stop_token& stop, const exports::Writer& write) {
    const auto go_on = [&stop] {
      if (stop.stop_requested()) throw Cancelled();
    };
    job_.format->write(
        job_.runs, job_.options,
        [&](std::string_view piece) {
          go_on();
          write(piece);
        },
        [&](double done) {
          go_on();
          progress_.store(done, std::memory_order_relaxed);
        });
    go_on();
  }

  ExportOutcome write(const std::stop_token& stop) {
    ExportOutcome outcome;
    outcome.path = path_of(job_);
    refuse_to_replace(job_, outcome.path);
    Output file(outcome.path);
    run_format(stop, [&](std::string_view piece) {
      file.write(piece);
      outcome.bytes += static_cast<std::int64_t>(piece.size());
    });
    refuse_to_replace(job_, outcome.path);
    file.commit();
    return outcome;
  }

  /// As much of the text as is wanted.
  ExportOutcome keep(const std::stop_token& stop) {
    ExportOutcome outcome;
    try {
      run_format(stop, [&](std::string_view piece) {
        const std::size_t room = job_.most_bytes - outcome.text.size();
        outcome.text += piece.substr(0, room);
        if (piece.size() > room) throw Enough();
      });
    } catch (const Enough&) {
      outcome.is_whole = false;
      if (job_.aim == ExportJob::Aim::text) outcome.kind = ExportOutcome::Kind::too_long;
    }
    outcome.bytes = static_cast<std::int64_t>(outcome.text.size());
    return outcome;
  }

  ExportJob job_;
  ExportOutcome outcome_;
  std::atomic<double> progress_ = 0;
  std::atomic<bool> is_over_ = false;
  std::jthread thread_; // last: it uses all others, and is waited for before they go
};

namespace {

class Run final : public gui::ExportRun {
public:
  Run(WindowExporter& exporter, ExportJob job)
      : exporter_(exporter), task_(std::make_unique<ExportTask>(std::move(job))) {}
  ~Run() override { exporter_.leave(std::move(task_)); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  std::optional<ExportOutcome> poll() override {
    if (!task_->is_over()) return std::nullopt;
    return std::move(task_->outcome());
  }
  double progress() const override { return task_->progress(); }
  void cancel() override { task_->stop(); }

private:
  WindowExporter& exporter_;
  std::unique_ptr<ExportTask> task_;
};

} // namespace

WindowExporter::WindowExporter() = default;
WindowExporter::~WindowExporter() = default;

std::unique_ptr<gui::ExportRun> WindowExporter::start(ExportJob job) {
  std::erase_if(left_, [](const auto& task) { return task->is_over(); });
  return std::make_unique<Run>(*this, std::move(job));
}

void WindowExporter::leave(std::unique_ptr<ExportTask> task) {
  task->stop();
  // There is one temporary file at a time; and what was asked to write nothing is to have done so.
  if (!task->writes_a_file() && !task->is_over()) left_.push_back(std::move(task));
}

} // namespace copyscope::host
#endif

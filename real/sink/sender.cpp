#include "real/sink/sender.h"

#include "real/cache_state.h"
#include "real/equipment.h"
#include "real/network.h"
#include "real/probes/computer.h"
#include "real/probes/cpu_time.h"
#include "real/probes/disk_reads.h"
#include "real/sender.h"
#include "real/sink/card.h"
#include "sim/units/quantity.h"

#include <fmt/format.h>
#include <optional>
#include <unistd.h>

namespace copyscope::real {

namespace {

constexpr unsigned whole_chunks = 65535; // the MTU: a chunk is a packet

class SinkSender {
public:
  SinkSender(const Channel& run, const Plan& plan) : run_(run), plan_(plan) {}

  void join() {
    SinkJoined joined;
    try {
      enter_private_network();
      card_.emplace();
      joined.pinned = pin_to(plan_.cpu);
      buffer_ = Mapping::present(plan_.user_buffer);
      touch_pages(std::as_writable_bytes(plan_.records.sender()));
    } catch (const std::exception& error) {
      joined.problem = ShortText(error.what());
    }
    run_.send(joined);
  }

  void round() {
    const auto order = run_.receive<SinkRound>();
    SinkSent made;
    try {
      send(plan_.cases[static_cast<std::size_t>(order.case_index)], made);
    } catch (const PeerGone&) {
      throw;
    } catch (const std::exception& error) {
      made.sent.problem = ShortText(error.what());
    }
    run_.send(made);
  }

private:
  void send(const PlannedCase& planned, SinkSent& made) {
    Sent& sent = made.sent;
    const SentFile& file = plan_.files[planned.file];
    if (file.changed()) throw std::runtime_error("it is not what it was when the run began");
    card_->set(planned.scatter_gather, true, whole_chunks);
    CachedFile cached(file);
    sent.rejected = ShortText(cached.bring_to(planned.prefix));
    if (!sent.rejected.empty()) return;
    const FileDescriptor socket = socket_to_sink();
    Transfer transfer{file.file.get(), socket.get(), planned.size, planned.chunk, buffer_.bytes()};
    const Equipment equipment(*planned.method, transfer);
    CallLog log(plan_.records.sender());
    Calls calls(log);
    sent.resident_before = cached.resident_pages().value_or(-1);
    sent.pipe_bytes = equipment.pipe_bytes();
    const Disk disk(file.file.get());
    const std::int64_t packets = card_->packets();
    const auto reads = disk_reads();
    const DiskWork work = disk.work();
    const auto before = usage_now();
    const Turns turns = turns_now();
    calls.start();
    sent.cpu_begin_ns = cpu_time_of(getpid());
    planned.method->send(calls, transfer);
    made.cpu_end_ns = cpu_time_of(getpid());
    made.end_ns = now_ns();
    sent.usage = usage_now() - before;
    sent.turns = turns_since(turns, cpu_time_ns());
    sent.disk_read_bytes = disk_reads() - reads;
    sent.disk = disk.work() - work;
    sent.interrupts_of = ShortText(disk.interrupts_of());
    sent.munmap_ns = calls.unmap().value_or(-1);
    note_outcome(sent, planned, cached, log);
    sent.nic = nic_features(sink_interface);
    sent.completions = calls.completions();
    if (sent.rejected.empty())
      sent.rejected = ShortText(why_other_packets(planned, card_->packets() - packets));
  }

  static std::string why_other_packets(const PlannedCase& planned, std::int64_t taken) {
    const std::int64_t chunks = parts(Bytes(planned.size), Bytes(planned.chunk));
    return packets_are_watched() ? packets_watched : other_packets(taken, chunks, chunks);
  }

  const Channel& run_;
  const Plan& plan_;
  std::optional<SinkCard> card_;
  Mapping buffer_;
};

} // namespace

void run_sink_sender(const Channel& run, const Plan& plan) {
  SinkSender sender(run, plan);
  sender.join();
  for (;;)
    sender.round();
}

} // namespace copyscope::real

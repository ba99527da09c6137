#include "real/sender.h"

#include "real/cache_state.h"
#include "real/connection.h"
#include "real/equipment.h"
#include "real/far.h"
#include "real/messages.h"
#include "real/network.h"
#include "real/probes/computer.h"
#include "real/probes/cpu_time.h"
#include "real/probes/disk_reads.h"

#include <algorithm>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

/// What `step` throws becomes the problem of its answer.
template <class Answer, class Step> Answer answer_of(Step step) {
  Answer answer{};
  try {
    step(answer);
  } catch (const PeerGone&) {
    throw;
  } catch (const std::exception& error) {
    answer.problem = ShortText(error.what());
  }
  return answer;
}

class Sender {
public:
  Sender(const Channel& run, const Plan& plan, Path path)
      : run_(run), plan_(plan), path_(path), veth_(path == Path::veth) {}

  void join() {
    run_.send(answer_of<Joined>([&](Joined& joined) {
      if (veth_) joined.own_user_namespace = enter_private_network();
      joined.pinned = pin_to(plan_.cpu);
      buffer_ = Mapping::present(plan_.user_buffer);
      touch_pages(std::as_writable_bytes(plan_.records.sender()));
      if (path_ == Path::remote) {
        far_.emplace(*plan_.far);
        interface_ = interface_towards(*plan_.far);
      }
    }));
    if (!veth_) return;
    const auto order = run_.receive<MakePair>();
    run_.send(answer_of<Outcome>([&](Outcome&) { make_veth_pair(order.receiver); }));
  }

  void round() {
    const auto order = run_.receive<Prepare>();
    const PlannedCase& planned = plan_.cases[static_cast<std::size_t>(order.case_index)];
    const SentFile& file = plan_.files[planned.file];
    CachedFile cached(file);
    FileDescriptor socket;
    Transfer transfer{file.file.get(), -1, planned.size, planned.chunk, buffer_.bytes()};
    std::optional<Equipment> equipment;
    const auto prepared = answer_of<Prepared>([&](Prepared& answer) {
      if (file.changed()) throw std::runtime_error("it is not what it was when the run began");
      if (veth_) {
        set_scatter_gather(veth_sender_interface, planned.scatter_gather);
        wait_for_carrier();
      }
      answer.rejected = ShortText(cached.bring_to(planned.prefix));
      if (!answer.rejected.empty()) return;
      socket = connected(order, planned.size, answer);
      transfer.socket = socket.get();
      equipment.emplace(*planned.method, transfer);
    });
    run_.send(prepared);
    if (!prepared.problem.empty() || !prepared.rejected.empty()) return;
    run_.receive<Go>();
    send(order, cached, transfer, equipment->pipe_bytes());
  }

private:
  FileDescriptor connected(const Prepare& order, std::int64_t bytes, Prepared& answer) {
    if (path_ == Path::unix_stream) {
      answer.congestion_control = ShortText("none");
      return connect_locally(order.receiver);
    }
    CongestionControl control;
    const char* const host = veth_ ? veth_receiver_address : "127.0.0.1";
    FileDescriptor socket =
        far_ ? far_->connect(bytes, order.drain, control)
             : connect_to(address_in(host + (":" + std::to_string(order.port))), control);
    answer.congestion_control = ShortText(control.name);
    answer.congestion_refused = control.refused;
    answer.port = port_of(socket.get());
    return socket;
  }

  void send(const Prepare& order, CachedFile& cached, const Transfer& transfer,
            std::int64_t pipe_bytes) {
    const PlannedCase& planned = plan_.cases[static_cast<std::size_t>(order.case_index)];
    const SentFile& file = plan_.files[planned.file];
    Sent sent;
    CallLog log(plan_.records.sender());
    Calls calls(log);
    sent.resident_before = cached.resident_pages().value_or(-1);
    const Disk disk(file.file.get());
    std::optional<CardWatch> watch;
    if (order.watch && veth_) watch.emplace(veth_sender_interface, plan_.cpu, planned.size);
    const auto reads = disk_reads();
    const DiskWork work = disk.work();
    const Turns turns = turns_now();
    const auto before = usage_now();
    // The wall clock first here and last in the receiver, so that the CPU time lies within.
    calls.start();
    sent.cpu_begin_ns = cpu_time_of(getpid());
    sent.receiver_cpu_begin_ns = far_ ? Reading<std::int64_t>::of(0) : cpu_time_of(order.receiver);
    try {
      planned.method->send(calls, transfer);
    } catch (const std::exception& error) { // FileShrank, SystemError
      sent.problem = ShortText(error.what());
    }
    sent.usage = usage_now() - before;
    const std::int64_t ran_until = cpu_time_ns();
    shutdown(transfer.socket, SHUT_WR); // also lets go of a short last segment (Nagle's algorithm)
    if (far_) {
      const Received answer = FarReceiver::answer(transfer.socket);
      if (!answer.problem.empty() && !sent.problem.empty())
        sent.problem = ShortText(answer.problem.str() + ": " + sent.problem.str());
      run_.send(answer);
    }
    // Both ends share a CPU: everything else waits until the receiver has all.
    run_.receive<Finish>();

    sent.turns = turns_since(turns, ran_until);
    sent.disk_read_bytes = disk_reads() - reads;
    sent.disk = disk.work() - work;
    sent.interrupts_of = ShortText(disk.interrupts_of());
    sent.munmap_ns = calls.unmap().value_or(-1);
    if (sent.munmap_ns >= 0) sent.mmap_ns = time_mapping(log.made());
    note_outcome(sent, planned, cached, log);
    sent.completions = calls.completions();
    sent.pipe_bytes = pipe_bytes;
    sent.tcp = tcp_figures(transfer.socket);
    if (watch) sent.card = watch->figures(sent.tcp);
    if (path_ != Path::unix_stream) sent.nic = nic_features(interface_);
    run_.send(sent);
  }

  /// Of the calls that were recorded, those to mmap().
  std::int64_t time_mapping(std::int64_t made) const {
    const auto records = plan_.records.sender();
    const auto kept = std::min(static_cast<std::size_t>(made), records.size());
    std::int64_t spent = 0;
    for (const CallRecord& each : records.first(kept))
      if (each.call == Call::mmap) spent += each.end_ns - each.begin_ns;
    return spent;
  }

  const Channel& run_;
  const Plan& plan_;
  Path path_;
  bool veth_;
  std::string interface_ = veth_ ? veth_sender_interface : "lo";
  std::optional<FarReceiver> far_; ///< remote only
  Mapping buffer_;
};

} // namespace

void note_outcome(Sent& sent, const PlannedCase& planned, CachedFile& cached, const CallLog& log) {
  const auto read_bytes = sent.disk_read_bytes.get();
  if (!planned.method->is_direct()) // which reads all from the disk, whatever is cached
    sent.rejected = ShortText(cached.contradiction(planned.prefix, read_bytes));
  sent.resident_after = cached.resident_pages().value_or(-1);
  sent.cache_evidence = ShortText(cached.evidence(planned.prefix, read_bytes));
  sent.first_begin_ns = log.first_begin_ns();
  sent.made = log.made();
  sent.counts = log.counts();
  sent.bytes = log.bytes();
}

void run_sender(const Channel& run, const Plan& plan, Path path) {
  Sender sender(run, plan, path);
  sender.join();
  for (;;)
    sender.round();
}

} // namespace copyscope::real

#include "real/sink/process.h"

#include "real/cache_state.h"
#include "real/equipment.h"
#include "real/network.h"
#include "real/probes/calm_cpu.h"
#include "real/probes/turns.h"
#include "real/sink/card.h"
#include "real/sink/cold_memory.h"

#include <algorithm>
#include <fcntl.h>
#include <optional>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

Mapping map_file(const SentFile& file) {
  const auto size = static_cast<std::size_t>(file.size);
  void* address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.file.get(), 0);
  if (address == MAP_FAILED) throw SystemError("mmap", errno);
  return Mapping(address, size);
}

class SinkProcess {
public:
  SinkProcess(const Channel& run, const SinkPlan& plan)
      : run_(run), plan_(plan), mapped_(plan.files.size()), private_(plan.files.size()) {}

  void get_ready() {
    SinkReady ready;
    try {
      ready.own_user_namespace = enter_private_network();
      card_.emplace();
      ready.device = ShortText(card_->kind());
      calm_.emplace();
      ready.pinned = calm_->is_pinned();
      buffer_ = Mapping::present(plan_.user_buffer);
      // Whether a part of a mapping is one huge page is the luck of how its folios lie. Where it is
      // refused, luck it is.
      prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
    } catch (const std::exception& error) {
      ready.problem = ShortText(error.what());
    }
    run_.send(ready);
  }

  void pass() {
    const auto order = run_.receive<SinkOrder>();
    SinkPass pass;
    try {
      do_it(order, pass);
    } catch (const PeerGone&) {
      throw;
    } catch (const std::exception& error) { // SystemError, FileShrank
      pass.problem = ShortText(error.what());
    }
    run_.send(pass);
  }

private:
  struct Spent {
    std::int64_t cpu_ns = 0;
    Completions completions;
  };

  void do_it(const SinkOrder& order, SinkPass& pass) {
    const SinkSetting& setting = plan_.settings[static_cast<std::size_t>(order.setting)];
    const auto measured = static_cast<std::size_t>(order.file);
    const SentFile& file = plan_.files[measured];
    card_->set(setting.scatter_gather, setting.checksums, static_cast<unsigned>(setting.mtu));
    pass.rejected = ShortText(CachedFile(file).bring_to(file.size));
    if (!pass.rejected.empty()) return;
    const FileDescriptor socket = socket_to_sink();
    const SinkPieces pieces = pieces_of(setting);
    pass.sends = pieces.all_sends();
    const auto send = [&](std::size_t which, const SinkPieces& sent, std::int64_t chunk) {
      return send_last(order, plan_.files[which], sent, chunk, socket.get(),
                       order.lends ? memory_for(setting, which) : std::span<const std::byte>());
    };

    calm_->settle(); // before what is sent in vain, which brings this CPU's caches up to date
    // Its pages are mapped then, and the kernel's first access to one after a while is over, which
    // costs several copies on some virtual machines (an access of the process does not help).
    if (order.lends) send(measured, pieces, setting.chunk);
    // Another file in vain, so that what each pass finds in the CPU's caches is of its own making,
    // and not of the pass before it: its code and buffers, but not the bytes that it sends.
    send((measured + plan_.files.size() - 1) % plan_.files.size(), pieces_of({}), sink_chunk);
    const auto first = static_cast<std::size_t>(begin_of(pieces, file));
    take_out_of_cpu_caches(memory_for(setting, measured).subspan(first));
    const std::int64_t before = card_->packets(), pace_before = calm_->pace_ps();
    const Spent spent = send(measured, pieces, setting.chunk);
    pass.pace_ps = std::max(pace_before, calm_->pace_ps());
    const std::int64_t taken = card_->packets() - before;
    pass.cpu_ns = spent.cpu_ns;
    pass.completions = spent.completions;
    pass.rejected = ShortText(packets_are_watched()
                                  ? packets_watched
                                  : other_packets(taken, packets_of(pieces, setting), pass.sends));
    pass.card = nic_features(sink_interface);
  }

  static std::int64_t begin_of(const SinkPieces& pieces, const SentFile& file) {
    return (file.size - pieces.count * pieces.bytes) / sink_page * sink_page;
  }

  /// The last pieces of the file, each mapped anew where nothing is lent.
  Spent send_last(const SinkOrder& order, const SentFile& file, const SinkPieces& pieces,
                  std::int64_t chunk, int socket, std::span<const std::byte> lent) {
    const Method& method = *plan_.methods[static_cast<std::size_t>(order.setting)];
    Transfer transfer{file.file.get(), socket, pieces.bytes, chunk, buffer_.bytes()};
    transfer.begin = begin_of(pieces, file);
    const Equipment equipment(method, transfer);
    checked("lseek", lseek(transfer.file, transfer.begin, SEEK_SET));
    CallLog log({});
    Calls calls(log);
    calls.lend(lent);
    const std::int64_t begin = cpu_time_ns();
    for (std::int64_t i = 0; i < pieces.count; ++i, transfer.begin += pieces.bytes) {
      method.send(calls, transfer);
      calls.unmap();
    }
    return {cpu_time_ns() - begin, calls.completions()};
  }

  /// A datagram that does not fit goes in fragments, of which all but the last hold multiples of 8.
  static std::int64_t packets_of(std::int64_t chunk, std::int64_t mtu) {
    constexpr std::int64_t ip_header = 20, udp_header = 8, unit = 8;
    const std::int64_t bytes = chunk + udp_header;
    if (bytes + ip_header <= mtu) return 1;
    const std::int64_t fragment = (mtu - ip_header) / unit * unit;
    return (bytes + fragment - 1) / fragment;
  }
  static std::int64_t packets_of(const SinkPieces& pieces, const SinkSetting& setting) {
    const std::int64_t whole = pieces.sends - 1, last = pieces.bytes - whole * setting.chunk;
    return pieces.count *
           (whole * packets_of(setting.chunk, setting.mtu) + packets_of(last, setting.mtu));
  }

  std::span<const std::byte> memory_for(const SinkSetting& setting, std::size_t file) {
    Mapping& memory = setting.private_buffer ? private_[file] : mapped_[file];
    if (memory.bytes().empty())
      memory =
          setting.private_buffer ? filled_from(plan_.files[file]) : map_file(plan_.files[file]);
    return memory.bytes();
  }

  /// Memory of this process's own, with the bytes of the file, in pages of the usual size.
  static Mapping filled_from(const SentFile& file) {
    void* address = ::mmap(nullptr, sink_file_bytes, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) throw SystemError("mmap", errno);
    Mapping memory(address, sink_file_bytes);
    madvise(memory.address(), sink_file_bytes, MADV_NOHUGEPAGE); // refused where there are none
    checked("pread", pread(file.file.get(), address, sink_file_bytes, 0));
    return memory;
  }

  const Channel& run_;
  const SinkPlan& plan_;
  std::optional<SinkCard> card_;
  std::optional<CalmCpu> calm_;
  Mapping buffer_;
  // Of each file, once a pass has asked for it.
  std::vector<Mapping> mapped_, private_;
};

} // namespace

std::string how_it_ended(ChildProcess& process) {
  constexpr int most_looks = 1000;
  for (int i = 0; i < most_looks; ++i) {
    if (const auto how = process.ended()) return *how;
    constexpr timespec millisecond{0, 1'000'000};
    nanosleep(&millisecond, nullptr);
  }
  return "without a word";
}

void run_sink_process(const Channel& run, const SinkPlan& plan) {
  SinkProcess process(run, plan);
  process.get_ready();
  for (;;)
    process.pass();
}

} // namespace copyscope::real

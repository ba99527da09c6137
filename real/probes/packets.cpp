#include "real/probes/packets.h"

#include "real/probes/tracepoint.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

namespace {

/// An event takes some 100 B of a ring, and a packet carries 60 KB of a large file; small chunks
/// make smaller ones.
std::int64_t ring_bytes(std::int64_t bytes_sent) {
  constexpr std::int64_t least = 1 << 18, most = 1 << 25;
  return std::clamp(bytes_sent / 128, least, most);
}

/// What an interface has sent (proc(5), /proc/net/dev). Throws SystemError.
struct SentByCard {
  std::int64_t bytes = 0, packets = 0;
};

SentByCard sent_by(const std::string& interface) {
  std::istringstream lines(read_text("/proc/thread-self/net/dev"));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    if (name != interface + ":") continue;
    std::int64_t received = 0;
    for (int i = 0; i < 8; ++i)
      words >> received;
    SentByCard sent;
    if (words >> sent.bytes >> sent.packets) return sent;
  }
  throw SystemError("the counters of " + interface, ENODATA);
}

} // namespace

struct CardWatch::Rings {
  Rings(std::string name, int cpu, std::int64_t bytes)
      : interface(std::move(name)), tracepoint("net", "net_dev_start_xmit"),
        length(tracepoint.offset_of("len")), fragments(tracepoint.offset_of("data_len")),
        transport(tracepoint.offset_of("transport_offset")) {
    std::vector<int> cpus{cpu};
    if (cpu < 0) {
      cpus.resize(static_cast<std::size_t>(sysconf(_SC_NPROCESSORS_ONLN)));
      for (std::size_t i = 0; i < cpus.size(); ++i)
        cpus[i] = static_cast<int>(i);
    }
    for (const int each : cpus)
      rings.emplace_back(tracepoint, -1, each, ring_bytes(bytes), "name == \"" + interface + "\"");
    before = sent_by(interface);
    for (TraceRing& each : rings)
      each.start();
  }

  Reading<CardFigures> figures(const TcpFigures& tcp) {
    for (TraceRing& each : rings)
      each.stop();
    const SentByCard after = sent_by(interface);
    CardFigures figures;
    SentByCard seen;
    std::int64_t lost = 0, headers = 0;
    const auto add = [&](std::int64_t, std::span<const std::byte> record) {
      const std::int64_t all = field_at<std::uint32_t>(record, length);
      const std::int64_t linear = all - field_at<std::uint32_t>(record, fragments);
      headers = field_at<std::int32_t>(record, transport) + tcp.header_bytes;
      seen.bytes += all;
      seen.packets += 1;
      if (all <= headers) return; // an acknowledgement, or the end
      figures.packets += 1;
      figures.bytes += all - headers;
      figures.linear_packets += linear == all ? 1 : 0;
      figures.linear_bytes += std::max<std::int64_t>(0, linear - headers);
    };
    for (TraceRing& each : rings)
      lost += each.take(add);
    if (lost != 0) return Reading<CardFigures>::failed(ENOBUFS);
    // An acknowledgement may have been sent between the counters and the tracepoint's switch.
    constexpr std::int64_t some = 4;
    if (std::abs(after.packets - before.packets - seen.packets) > some ||
        std::abs(after.bytes - before.bytes - seen.bytes) > some * headers)
      return Reading<CardFigures>::failed(EBUSY);
    return Reading<CardFigures>::of(figures);
  }

  std::string interface;
  Tracepoint tracepoint;
  std::size_t length, fragments, transport;
  std::vector<TraceRing> rings;
  SentByCard before;
};

CardWatch::CardWatch(std::string interface, int cpu, std::int64_t bytes) {
  try {
    rings_ = std::make_unique<Rings>(std::move(interface), cpu, bytes);
  } catch (const SystemError& error) {
    error_ = error.error;
  }
}

CardWatch::~CardWatch() = default;

Reading<CardFigures> CardWatch::figures(const TcpFigures& tcp) try {
  if (error_ != 0) return Reading<CardFigures>::failed(error_);
  if (!tcp.known) return Reading<CardFigures>::failed(ENODATA); // how long are its headers?
  return rings_->figures(tcp);
} catch (const SystemError& error) {
  return Reading<CardFigures>::failed(error.error);
}

struct ReceiveWatch::Ring {
  explicit Ring(std::int64_t bytes)
      : tracepoint("skb", "skb_copy_datagram_iovec"), length(tracepoint.offset_of("len")),
        ring(tracepoint, 0, -1, ring_bytes(bytes)) {
    ring.start();
  }

  Tracepoint tracepoint;
  std::size_t length;
  TraceRing ring;
};

ReceiveWatch::ReceiveWatch(std::int64_t bytes) {
  try {
    ring_ = std::make_unique<Ring>(bytes);
  } catch (const SystemError& error) {
    error_ = error.error;
  }
}

ReceiveWatch::~ReceiveWatch() = default;

Reading<ReceiveFigures> ReceiveWatch::figures() try {
  if (error_ != 0) return Reading<ReceiveFigures>::failed(error_);
  ring_->ring.stop();
  ReceiveFigures figures;
  const std::int64_t lost = ring_->ring.take([&](std::int64_t, std::span<const std::byte> record) {
    figures.copies += 1;
    figures.bytes += field_at<std::int32_t>(record, ring_->length);
  });
  if (lost != 0) return Reading<ReceiveFigures>::failed(ENOBUFS);
  return Reading<ReceiveFigures>::of(figures);
} catch (const SystemError& error) {
  return Reading<ReceiveFigures>::failed(error.error);
}

} // namespace copyscope::real

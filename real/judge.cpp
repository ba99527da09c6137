#include "real/judge.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::real {

namespace {

std::optional<std::int64_t> known(std::int64_t value) {
  return value < 0 ? std::nullopt : std::optional(value);
}

/// One name may be that of two kinds of calls, one behind the other.
void add_calls(Observed& round, std::string_view name, std::int64_t made) {
  auto& by_name = round.syscalls_by_name;
  if (made == 0) return;
  if (!by_name.empty() && by_name.back().first == name)
    by_name.back().second += made;
  else
    by_name.emplace_back(name, made);
}

Observed observed_in(const Exchange& exchange, Drain drain) {
  const Sent& sent = exchange.sent;
  const Received& received = exchange.received;
  Observed round{.drain = drain,
                 .received_bytes = received.bytes,
                 .receive_calls = received.made,
                 .checksum_ns = received.checksum_ns,
                 .sender = sent.usage,
                 .receiver = received.usage,
                 .sender_cpu_ns = received.sender_cpu_end_ns - sent.cpu_begin_ns,
                 .receiver_cpu_ns = received.cpu_end_ns - sent.receiver_cpu_begin_ns,
                 .munmap_ns = known(sent.munmap_ns),
                 .cache_evidence = sent.cache_evidence.str(),
                 .resident_pages_before = known(sent.resident_before),
                 .resident_pages_after = known(sent.resident_after),
                 .disk_read_bytes = sent.disk_read_bytes,
                 .disk = sent.disk,
                 .interrupts_of = sent.interrupts_of.str(),
                 .tcp = sent.tcp};
  // The checksum of a part of the file is no part of its way. It is taken in user mode.
  round.receiver_cpu_ns.value -= received.checksum_ns;
  std::int64_t& user_us = round.receiver.value.user_us;
  user_us = std::max<std::int64_t>(0, user_us - received.checksum_ns / 1000);
  const std::int64_t duration = received.last_byte_ns - sent.first_begin_ns - received.checksum_ns;
  if (sent.first_begin_ns != 0 && duration > 0) {
    round.duration_ns = duration;
  } else { // without a call there is nothing to time
    round.sender_cpu_ns.value = 0;
    round.receiver_cpu_ns.value = 0;
  }
  for (std::size_t i = 0; i < call_count; ++i)
    add_calls(round, call_names[i], sent.counts[i]);
  return round;
}

} // namespace

Observed judge(const PlannedCase& planned, const SentFile& file, const Exchange& exchange,
               Drain drain) {
  Observed round = observed_in(exchange, drain);
  const auto fail = [&](const std::string& reason) {
    round.state = Observed::State::failed;
    round.reason =
        file.changed() ? file.name + " was changed while it was sent: " + reason : reason;
    return round;
  };
  if (!exchange.problem.empty()) return fail(exchange.problem);
  if (exchange.ran && round.received_bytes != planned.size)
    return fail(fmt::format("the receiver got {} of {} B", round.received_bytes, planned.size));
  if (exchange.received.has_checksum) {
    const bool equal = exchange.received.checksum == file.checksum;
    round.checksum = equal ? Observed::Checksum::equal : Observed::Checksum::different;
    if (!equal && file.changed()) round.checksum = Observed::Checksum::not_taken; // of another file
    if (!equal) return fail("the receiver's checksum is not the file's");
  }
  if (!exchange.rejected.empty()) {
    round.state = Observed::State::rejected;
    round.reason = exchange.rejected;
  }
  return round;
}

} // namespace copyscope::real

#include "real/pair.h"

#include "real/receiver.h"
#include "real/sender.h"

#include <ctime>
#include <optional>

namespace copyscope::real {

namespace {

constexpr std::int64_t patience_ns = 30'000'000'000;

template <class Answer> Answer successful(Answer answer) {
  if (!answer.problem.empty()) throw NoPath(answer.problem.str());
  return answer;
}

} // namespace

Pair::Pair(const Plan& plan, Path path, const std::atomic<bool>& cancelled) : plan_(plan) {
  try {
    start(path, {now_ns() + patience_ns, cancelled, {}});
  } catch (const PeerGone&) {
    throw NoPath(who_has_gone().what());
  } catch (const TookTooLong& error) {
    throw NoPath(error.what());
  }
}

void Pair::start(Path path, const Patience& patience) {
  const bool veth = path == Path::veth;
  {
    auto [ours, its] = make_channel();
    sender_channel_ = std::move(ours);
    sender_ = ChildProcess([&, &its = its] {
      sender_channel_ = Channel();
      run_sender(its, plan_, path);
    });
  }
  const auto sender = successful(sender_channel_.receive<Joined>(patience));
  own_user_namespace_ = sender.own_user_namespace;
  far_ = path == Path::remote;
  if (far_) return;
  {
    auto [ours, its] = make_channel();
    receiver_channel_ = std::move(ours);
    receiver_ = ChildProcess([&, &its = its] {
      sender_channel_ = Channel();
      receiver_channel_ = Channel();
      std::optional<Beside> beside;
      if (veth) beside = Beside{sender_.pid(), own_user_namespace_};
      run_receiver(its, plan_, path, beside);
    });
  }
  const auto receiver = successful(receiver_channel_.receive<Joined>(patience));
  pinned_ = sender.pinned && receiver.pinned;
  if (veth) {
    sender_channel_.send(MakePair{receiver_.pid()});
    successful(sender_channel_.receive<Outcome>(patience));
  }
  receiver_channel_.send(Go{});
  port_ = successful(receiver_channel_.receive<Listening>(patience)).port;
}

Exchange Pair::round(std::size_t case_index, Drain drain, bool watch,
                     const Patience& patience) try {
  return exchange(case_index, drain, watch, patience);
} catch (const PeerGone&) {
  throw who_has_gone();
}

/// A process closes its channel some moments before it can be waited for.
PeerGone Pair::who_has_gone() {
  constexpr int most_looks = 1000;
  for (int i = 0; i < most_looks; ++i) {
    if (const auto how = sender_.ended()) return PeerGone("the sender's process was ended " + *how);
    if (const auto how = receiver_.ended())
      return PeerGone("the receiver's process was ended " + *how);
    constexpr timespec millisecond{0, 1'000'000};
    nanosleep(&millisecond, nullptr);
  }
  return {};
}

Exchange Pair::exchange(std::size_t case_index, Drain drain, bool watch, const Patience& patience) {
  Exchange exchange;
  exchange.watched = watch;
  plan_.records.received() = 0;
  sender_channel_.send(Prepare{static_cast<std::int32_t>(case_index), port_,
                               far_ ? 0 : receiver_.pid(), watch, drain});
  const auto prepared = sender_channel_.receive<Prepared>(patience);
  exchange.congestion_control = prepared.congestion_control.str();
  exchange.congestion_refused = prepared.congestion_refused;
  exchange.problem = prepared.problem.str();
  exchange.rejected = prepared.rejected.str();
  if (!exchange.problem.empty() || !exchange.rejected.empty()) return exchange;

  if (!far_) {
    receiver_channel_.send(
        Expect{plan_.cases[case_index].size, drain, prepared.port, sender_.pid(), watch});
    receiver_channel_.receive<Outcome>(patience);
  }
  sender_channel_.send(Go{});
  exchange.received = (far_ ? sender_channel_ : receiver_channel_).receive<Received>(patience);
  sender_channel_.send(Finish{});
  exchange.sent = sender_channel_.receive<Sent>(patience);

  exchange.ran = true;
  exchange.problem = exchange.sent.problem.str();
  if (exchange.problem.empty()) exchange.problem = exchange.received.problem.str();
  exchange.rejected = exchange.sent.rejected.str();
  return exchange;
}

} // namespace copyscope::real

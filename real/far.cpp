#include "real/far.h"

#include "real/probes/cpu_time.h"
#include "real/reception.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sstream>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_line = 160;
constexpr const char* program = "copyscope-receive ";
constexpr const char* greeting = "copyscope-receive 2";
constexpr timeval patience_of_lines{10, 0}, patience_of_bytes{30, 0};

void be_patient(int socket, const timeval& patience) {
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

void say_line(int socket, const std::string& line) {
  const std::string text = line + "\n";
  for (std::size_t at = 0; at < text.size();) {
    const auto sent = ::send(socket, text.data() + at, text.size() - at, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) throw SystemError("send", errno);
    at += static_cast<std::size_t>(sent);
  }
}

enum class Heard : std::uint8_t { line, more_to_come, nothing };

/// Goes on with a line, byte by byte, so that nothing of what follows is taken. `nothing`: the
/// other end has gone, or says what is no line.
Heard hear(int socket, int flags, std::string& line) {
  while (line.size() < longest_line) {
    char c = 0;
    const auto got = recv(socket, &c, 1, flags);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return Heard::more_to_come;
    if (got <= 0) return Heard::nothing;
    if (c == '\n') return Heard::line;
    line += c;
  }
  return Heard::nothing;
}

/// Waits for as long as the socket does. Empty where no line comes.
std::string hear_line(int socket) {
  std::string line;
  return hear(socket, 0, line) == Heard::line ? line : std::string();
}

std::vector<std::string> words_in(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string each; in >> each;)
    words.push_back(each);
  return words;
}

template <class Number> std::optional<Number> number_in(const std::string& word, int base = 10) {
  Number number{};
  const char* const last = word.data() + word.size();
  const auto read = std::from_chars(word.data(), last, number, base);
  return read.ec == std::errc() && read.ptr == last ? std::optional(number) : std::nullopt;
}

std::string new_token() {
  std::array<unsigned char, 16> bytes{};
  checked("getrandom", getrandom(bytes.data(), bytes.size(), 0));
  std::string token;
  for (const unsigned char each : bytes)
    token += fmt::format("{:02x}", each);
  return token;
}

/// Who has come and has not yet said what for.
struct Caller {
  FileDescriptor socket;
  SocketAddress from;
  Clock::time_point came;
  std::string line;
};

/// One run's receiver, from hello to the end of it. It waits for everybody at once: one who says
/// nothing keeps nobody else from being heard.
class Serving {
public:
  Serving(const ReceiveNotices& notices, const std::atomic<bool>& cancelled, Bytes most,
          Bytes most_buffered)
      : notices_(notices), cancelled_(cancelled), most_(most), most_buffered_(most_buffered) {}

  Taken serve(int listener) {
    while (!cancelled_) {
      std::vector<pollfd> waited{{listener, POLLIN, 0}, {hello_.get(), POLLIN, 0}};
      for (const Caller& each : callers_)
        waited.push_back({each.socket.get(), POLLIN, 0});
      constexpr int look_ms = 50; // at `cancelled`
      if (poll(waited.data(), waited.size(), look_ms) < 0) continue;
      if (hello_ && waited[1].revents != 0) return taken_; // it says nothing more: it has gone
      hear_callers();
      if (waited[0].revents != 0) meet(listener);
    }
    if (!hello_) throw Interrupted();
    return taken_;
  }

private:
  void meet(int listener) {
    constexpr std::size_t most_callers = 16;
    Caller caller{{}, {}, Clock::now(), {}};
    caller.from.length = sizeof caller.from.socket;
    caller.socket =
        FileDescriptor(accept4(listener, reinterpret_cast<sockaddr*>(&caller.from.socket),
                               &caller.from.length, SOCK_CLOEXEC));
    if (!caller.socket) return;
    if (callers_.size() == most_callers)
      callers_.erase(callers_.begin()); // who came first has had most time
    callers_.push_back(std::move(caller));
  }

  void hear_callers() {
    const auto patience = std::chrono::seconds(patience_of_lines.tv_sec);
    std::vector<Caller> ready;
    std::erase_if(callers_, [&](Caller& each) {
      const Heard heard = hear(each.socket.get(), MSG_DONTWAIT, each.line);
      if (heard == Heard::line) {
        ready.push_back(std::move(each));
        return true;
      }
      return heard != Heard::more_to_come || Clock::now() - each.came > patience;
    });
    for (Caller& each : ready) {
      try {
        answer(each);
      } catch (const SystemError&) { // it has gone; the run says so at its end
      }
    }
  }

  void answer(Caller& caller) {
    if (!caller.line.starts_with(program)) return;
    be_patient(caller.socket.get(), patience_of_lines);
    if (!caller.line.starts_with(greeting))
      return say_line(caller.socket.get(), "refused: it is of another version");
    const std::vector<std::string> said =
        words_in(caller.line.substr(std::string(greeting).size()));
    if (said.size() == 2 && said[0] == "hello")
      return welcome(std::move(caller.socket), said[1], caller.from);
    if (said.size() != 4 || said[0] != "take" || !hello_ || said[1] != token_) return;
    const auto bytes = number_in<std::int64_t>(said[2]);
    if (!bytes || *bytes < 0 || *bytes > most_.count())
      return say_line(caller.socket.get(), "refused: files of up to " + brief(most_));
    take(caller.socket.get(), *bytes,
         said[3] == name_of(Drain::trunc) ? Drain::trunc : Drain::copy);
  }

  void welcome(FileDescriptor socket, const std::string& token, const SocketAddress& from) {
    if (hello_) return say_line(socket.get(), "refused: it serves another run");
    say_line(socket.get(), "welcome");
    token_ = token;
    taken_.from = host_of(from);
    hello_ = std::move(socket);
    if (notices_.joined) notices_.joined(taken_.from);
  }

  void take(int socket, std::int64_t bytes, Drain drain) {
    constexpr std::int64_t least = 1 << 20;
    const std::int64_t wanted = std::clamp(bytes, least, most_buffered_.count());
    if (static_cast<std::int64_t>(buffer_.bytes().size()) < wanted)
      buffer_ = Mapping::present(wanted);
    constexpr timeval look{0, 200'000}; // at `cancelled`
    be_patient(socket, look);
    say_line(socket, "ready");
    // The kernel takes who has answered for one who will answer again, and has its acknowledgements
    // wait for that (40 ms). Of what follows they go out at once, as where nobody has spoken
    // before.
    const int at_once = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &at_once, sizeof at_once);
    const auto cpu = cpu_time_of(getpid());
    const FarEnd end{[&] { say_line(socket, "all"); },
                     [&, since = Clock::now(), seen = std::int64_t{0}]() mutable {
                       return waits_on(since, seen);
                     }};
    const Received received = take_all(socket, bytes, drain, buffer_.bytes(), records_, 0, end);
    ++(received.bytes == bytes ? taken_.files : taken_.broken_off);
    taken_.bytes += received.bytes;
    const auto spent = received.cpu_end_ns - cpu;
    say_line(socket, fmt::format("received {} {:016x} {} {} {} {}", received.bytes,
                                 received.checksum, received.has_checksum ? 1 : 0, received.made,
                                 received.checksum_ns, spent.get().value_or(-1)));
  }

  /// Nothing has come for a moment: `seen` bytes were here at `since`.
  bool waits_on(Clock::time_point& since, std::int64_t& seen) const {
    const std::int64_t here = records_.received().load(std::memory_order_relaxed);
    if (here != seen) since = Clock::now();
    seen = here;
    return !cancelled_ && Clock::now() - since < std::chrono::seconds(patience_of_bytes.tv_sec);
  }

  const ReceiveNotices& notices_;
  const std::atomic<bool>& cancelled_;
  Bytes most_, most_buffered_;
  std::vector<Caller> callers_;
  FileDescriptor hello_;
  std::string token_;
  Mapping buffer_;
  SharedRecords records_{1, 1};
  Taken taken_;
};

} // namespace

FarReceiver::FarReceiver(const SocketAddress& address) : address_(address), token_(new_token()) {
  CongestionControl ignored;
  hello_ = connect_to(address_, ignored);
  be_patient(hello_.get(), patience_of_lines);
  say_line(hello_.get(), fmt::format("{} hello {}", greeting, token_));
  std::string answer;
  const Heard heard = hear(hello_.get(), 0, answer);
  if (answer == "welcome") return;
  if (heard == Heard::more_to_come)
    throw std::runtime_error(fmt::format("what listens there has said nothing for {} s: is it "
                                         "`copyscope receive`?",
                                         patience_of_lines.tv_sec));
  throw std::runtime_error(answer.empty() ? "what listens there is no `copyscope receive`"
                                          : "`copyscope receive` there: " + answer);
}

FileDescriptor FarReceiver::connect(std::int64_t bytes, Drain drain,
                                    CongestionControl& control) const {
  FileDescriptor socket = connect_to(address_, control);
  be_patient(socket.get(), patience_of_bytes);
  say_line(socket.get(), fmt::format("{} take {} {} {}", greeting, token_, bytes, name_of(drain)));
  const std::string answer = hear_line(socket.get());
  if (answer != "ready")
    throw std::runtime_error(answer.empty() ? "the receiver at the other host has gone"
                                            : "the receiver at the other host: " + answer);
  return socket;
}

Received FarReceiver::answer(int socket) {
  Received received;
  const bool has_all = hear_line(socket) == "all";
  received.sender_cpu_end_ns = cpu_time_of(getpid());
  received.last_byte_ns = now_ns();
  const std::vector<std::string> said =
      has_all ? words_in(hear_line(socket)) : std::vector<std::string>();
  const auto number = [&](std::size_t i) { return number_in<std::int64_t>(said[i]).value_or(-1); };
  if (said.size() != 7 || said[0] != "received") {
    received.problem = ShortText("the receiver at the other host has gone");
    return received;
  }
  received.bytes = number(1);
  received.checksum = number_in<std::uint64_t>(said[2], 16).value_or(0);
  received.has_checksum = number(3) == 1;
  received.made = number(4);
  received.checksum_ns = number(5);
  if (number(6) >= 0) received.cpu_end_ns = Reading<std::int64_t>::of(number(6));
  return received;
}

Taken receive(const SocketAddress& address, const ReceiveNotices& notices,
              const std::atomic<bool>& cancelled, Bytes most, Bytes most_buffered) {
  const FileDescriptor listener = listen_on(address);
  if (notices.listening) notices.listening();
  return Serving(notices, cancelled, most, most_buffered).serve(listener.get());
}

} // namespace copyscope::real

// copyscope receive: the other end of a real run, on a second host.
#ifdef COPYSCOPE_HAS_REAL
#include "cli/commands.h"
#include "cli/terminal/display.h"
#include "host/output.h"
#include "host/signals.h"
#include "host/standard_files.h"
#include "real/far.h"
#include "sim/units/quantity.h"

#include <cerrno>
#include <fmt/format.h>
#include <memory>

namespace copyscope::cli {

namespace {

std::string advice_on(int error, const std::string& address) {
  const std::string port = address.substr(address.rfind(':'));
  switch (error) {
  case EADDRINUSE:
    return fmt::format("; another program has that port: `ss -ltnp 'sport = {}'` names it", port);
  case EADDRNOTAVAIL:
    return "; no interface of this machine has that address: `ip address` lists those that it has";
  case EACCES:
    return "; ports below 1024 are for root";
  default:
    return {};
  }
}

Exit receive_one(const std::string& text) {
  const host::StopRequest stop;
  try {
    const real::SocketAddress address = real::address_in(text);
    const real::ReceiveNotices notices{
        [&] { host::say(fmt::format("listening on {}; Ctrl-C ends it", text)); },
        [](const std::string& from) { host::say(fmt::format("a run from {}", from)); }};
    const real::Taken taken = real::receive(address, notices, stop.requested());
    host::print(fmt::format("received {} {} from {}: {}; nothing was kept\n", taken.files,
                            taken.files == 1 ? "file" : "files", taken.from,
                            brief(Bytes(taken.bytes))));
    if (taken.broken_off > 0 && !stop.requested())
      throw EnvironmentError(fmt::format(
          "{} broke off: the sender has gone, or has said nothing for long",
          taken.broken_off == 1 ? "one file" : fmt::format("{} files", taken.broken_off)));
    return stop.requested() ? static_cast<Exit>(128 + stop.signal()) : Exit::fine;
  } catch (const real::Interrupted&) {
    throw Interrupted(stop.signal());
  } catch (const real::BadInput& error) {
    throw UsageError(error.what());
  } catch (const real::SystemError& error) {
    throw EnvironmentError(error.what() + advice_on(error.error, text));
  }
}

} // namespace

void add_receive(Command& program, Chosen& chosen) {
  const auto address = std::make_shared<std::string>();
  Command command = program.add_command(
      "receive", "The other end of a real run, on a second host",
      "  copyscope receive 192.0.2.7:7000\n"
      "      On the host of that address. It serves one run, keeps nothing, and ends with\n"
      "      it. Listen on an address of a network that you trust.\n"
      "  copyscope real four-ways --path 192.0.2.7:7000\n"
      "      On the other host.\n");
  command
      .add("ADDRESS:PORT", *address, "Where to listen; in numbers, as 192.0.2.7:7000 or [::1]:7000")
      .required();
  command.when_given([address, &chosen] { chosen = [address] { return receive_one(*address); }; });
}

} // namespace copyscope::cli
#endif

#include "real/receiver.h"

#include "real/connection.h"
#include "real/messages.h"
#include "real/network.h"
#include "real/probes/computer.h"
#include "real/reception.h"

#include <unistd.h>

namespace copyscope::real {

void run_receiver(const Channel& run, const Plan& plan, Path path, std::optional<Beside> beside) {
  Joined joined;
  Mapping buffer;
  try {
    if (beside) enter_network_beside(beside->sender, beside->in_its_user_namespace);
    joined.pinned = pin_to(plan.cpu);
    buffer = Mapping::present(plan.receive_buffer);
    touch_pages(std::as_writable_bytes(plan.records.receiver()));
  } catch (const std::exception& error) {
    joined.problem = ShortText(error.what());
  }
  run.send(joined);

  run.receive<Go>(); // over veth: the sender has made the pair
  Listening listening;
  FileDescriptor listener;
  try {
    if (beside) bring_up_receiver_end();
    if (path == Path::unix_stream) {
      listener = listen_locally(getpid());
    } else {
      listener = listen_on(beside ? veth_receiver_address : "127.0.0.1");
      listening.port = port_of(listener.get());
    }
  } catch (const std::exception& error) {
    listening.problem = ShortText(error.what());
  }
  run.send(listening);

  for (;;) {
    const auto order = run.receive<Expect>();
    const FileDescriptor socket = path == Path::unix_stream
                                      ? accept_process(listener.get(), order.sender)
                                      : accept_from(listener.get(), order.sender_port);
    std::optional<ReceiveWatch> watch;
    if (order.watch) watch.emplace(order.bytes);
    run.send(Outcome{});
    Received received = take_all(socket.get(), order.bytes, order.drain, buffer.bytes(),
                                 plan.records, order.sender);
    if (watch) received.copied = watch->figures();
    run.send(received);
  }
}

} // namespace copyscope::real

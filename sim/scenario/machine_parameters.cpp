// The table of the machine's parameters: path, member, level, range.
#include "sim/scenario/machine_parameters.h"

#include "sim/units/quantity.h"

#include <algorithm>
#include <array>

namespace copyscope::scenario {

namespace {

constexpr bool zero_too = true;
constexpr bool not_zero = false;

/// A pointer to a member of one of Machine's groups, made a function from a Machine to its slot.
template <auto Group, auto Member> Slot slot_of(Machine& machine) {
  return &((machine.*Group).*Member);
}

template <auto Group, auto Member>
constexpr Parameter textbook(std::string_view path, bool may_be_zero,
                             std::int64_t most = largest_size) {
  return {path, slot_of<Group, Member>, Fidelity::textbook, may_be_zero, most};
}

template <auto Group, auto Member>
constexpr Parameter linux_level(std::string_view path, bool may_be_zero,
                                std::int64_t most = largest_size) {
  return {path, slot_of<Group, Member>, Fidelity::linux, may_be_zero, most};
}

using M = Machine;

constexpr std::array table = {
    textbook<&M::cpu, &M::Cpu::mode_switch>("cpu.mode_switch", zero_too),
    textbook<&M::cpu, &M::Cpu::copy_bandwidth>("cpu.copy_bandwidth", not_zero),
    textbook<&M::cpu, &M::Cpu::interrupt>("cpu.interrupt", zero_too),
    textbook<&M::cpu, &M::Cpu::descriptor>("cpu.descriptor", zero_too),
    textbook<&M::cpu, &M::Cpu::map>("cpu.map", zero_too),
    textbook<&M::cpu, &M::Cpu::pio_word>("cpu.pio_word", not_zero),
    textbook<&M::cpu, &M::Cpu::pio_time>("cpu.pio_time", zero_too),
    linux_level<&M::cpu, &M::Cpu::cores>("cpu.cores", not_zero, 1024),
    linux_level<&M::cpu, &M::Cpu::context_switch>("cpu.context_switch", zero_too),
    linux_level<&M::cpu, &M::Cpu::quantum>("cpu.quantum", not_zero),
    linux_level<&M::cpu, &M::Cpu::cold_copy_bandwidth>("cpu.cold_copy_bandwidth", not_zero),
    linux_level<&M::cpu, &M::Cpu::hot_set>("cpu.hot_set", zero_too),
    linux_level<&M::cpu, &M::Cpu::per_call>("cpu.per_call", zero_too),
    linux_level<&M::cpu, &M::Cpu::per_page>("cpu.per_page", zero_too),
    linux_level<&M::cpu, &M::Cpu::per_packet>("cpu.per_packet", zero_too),
    linux_level<&M::cpu, &M::Cpu::softirq>("cpu.softirq", zero_too),

    textbook<&M::disk, &M::Disk::access_time>("disk.access_time", zero_too),
    textbook<&M::disk, &M::Disk::bandwidth>("disk.bandwidth", not_zero),
    linux_level<&M::disk, &M::Disk::queue_depth>("disk.queue_depth", not_zero, 65'536),

    textbook<&M::dma, &M::Dma::bandwidth>("dma.bandwidth", not_zero),

    textbook<&M::nic, &M::Nic::scatter_gather>("nic.scatter_gather", zero_too),
    linux_level<&M::nic, &M::Nic::line_rate>("nic.line_rate", not_zero),
    linux_level<&M::nic, &M::Nic::tx_ring>("nic.tx_ring", not_zero, 65'536),
    linux_level<&M::nic, &M::Nic::segment>("nic.segment", not_zero),
    linux_level<&M::nic, &M::Nic::segmentation_offload>("nic.segmentation_offload", zero_too),
    linux_level<&M::nic, &M::Nic::checksum_offload>("nic.checksum_offload", zero_too),
    linux_level<&M::nic, &M::Nic::interrupt_coalescing>("nic.interrupt_coalescing", not_zero,
                                                        65'536),
    linux_level<&M::nic, &M::Nic::coalescing_time>("nic.coalescing_time", zero_too),

    linux_level<&M::memory, &M::Memory::bandwidth>("memory.bandwidth", not_zero),

    linux_level<&M::page_cache, &M::PageCache::capacity>("page_cache.capacity", not_zero),
    linux_level<&M::page_cache, &M::PageCache::readahead_max>("page_cache.readahead_max", zero_too),
    linux_level<&M::page_cache, &M::PageCache::lookup>("page_cache.lookup", zero_too),
    linux_level<&M::page_cache, &M::PageCache::run_pages>("page_cache.run_pages", not_zero, 65'536),

    linux_level<&M::mmap, &M::Mmap::fault_around>("mmap.fault_around", zero_too),
    linux_level<&M::mmap, &M::Mmap::populate>("mmap.populate", zero_too),
    linux_level<&M::mmap, &M::Mmap::fault>("mmap.fault", zero_too),
    linux_level<&M::mmap, &M::Mmap::unmap_page>("mmap.unmap_page", zero_too),
    linux_level<&M::mmap, &M::Mmap::access>("mmap.access", zero_too),
    linux_level<&M::mmap, &M::Mmap::copy_bandwidth>("mmap.copy_bandwidth", not_zero),

    linux_level<&M::pipe, &M::Pipe::capacity>("pipe.capacity", not_zero),
    linux_level<&M::pipe, &M::Pipe::page>("pipe.page", zero_too),

    linux_level<&M::socket, &M::Socket::send_buffer>("socket.send_buffer", not_zero),
    linux_level<&M::socket, &M::Socket::nonblocking>("socket.nonblocking", zero_too),
    linux_level<&M::socket, &M::Socket::allocation>("socket.allocation", zero_too),
    linux_level<&M::socket, &M::Socket::copy_bandwidth>("socket.copy_bandwidth", not_zero),

    linux_level<&M::wire, &M::Wire::latency>("wire.latency", zero_too),

    linux_level<&M::tcp, &M::Tcp::initial_window>("tcp.initial_window", not_zero, 65'536),

    linux_level<&M::receiver, &M::Receiver::rate>("receiver.rate", not_zero),
    linux_level<&M::receiver, &M::Receiver::window>("receiver.window", not_zero),
    linux_level<&M::receiver, &M::Receiver::ack_every>("receiver.ack_every", not_zero, 65'536),

    linux_level<&M::zerocopy, &M::Zerocopy::pin_page>("zerocopy.pin_page", zero_too),
    linux_level<&M::zerocopy, &M::Zerocopy::notification>("zerocopy.notification", zero_too),

    linux_level<&M::uring, &M::Uring::batch>("uring.batch", not_zero, 32'768),
    linux_level<&M::uring, &M::Uring::sqpoll>("uring.sqpoll", zero_too),
    linux_level<&M::uring, &M::Uring::request>("uring.request", zero_too),

    linux_level<&M::mechanism, &M::Mechanism::pages>("mechanism.pages", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::faults>("mechanism.faults", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::blocking>("mechanism.blocking", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::readahead>("mechanism.readahead", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::pipe_limit>("mechanism.pipe_limit", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::send_buffer>("mechanism.send_buffer", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::call_limit>("mechanism.call_limit", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::cache_limit>("mechanism.cache_limit", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::fragments>("mechanism.fragments", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::segmentation>("mechanism.segmentation", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::ring>("mechanism.ring", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::coalescing>("mechanism.coalescing", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::acks>("mechanism.acks", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::linearize>("mechanism.linearize", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::merged_completions>("mechanism.merged_completions",
                                                                  zero_too),
    linux_level<&M::mechanism, &M::Mechanism::direct_blocks>("mechanism.direct_blocks", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::bus>("mechanism.bus", zero_too),
    linux_level<&M::mechanism, &M::Mechanism::cold_copies>("mechanism.cold_copies", zero_too),
};

std::string text_of(std::int64_t value) {
  return std::to_string(value);
}
std::string text_of(bool value) {
  return value ? "true" : "false";
}
std::string text_of(Time value) {
  return to_string(value);
}
std::string text_of(Bytes value) {
  return to_string(value);
}
std::string text_of(Bandwidth value) {
  return to_string(value);
}

} // namespace

std::span<const Parameter> parameters() {
  return table;
}

const Parameter* find_parameter(std::string_view path) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Parameter& p) { return p.path == path; });
  return found == table.end() ? nullptr : &*found;
}

std::string value_of(const Machine& machine, const Parameter& parameter) {
  Machine copy = machine; // slots are for writing too; a machine is small
  return std::visit([](const auto* value) { return text_of(*value); }, parameter.slot(copy));
}

} // namespace copyscope::scenario

#include "sim/machine/socket.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;
using trace::Kind;
using trace::Span;

Socket::Socket(Recorder& recorder, Cpu& cpu, Nic& nic, PageCache& cache,
               const scenario::Machine& machine)
    : cpu_(cpu), nic_(nic), cache_(cache), machine_(machine),
      room_(machine.mechanism.send_buffer ? machine.socket.send_buffer
                                          : Bytes(scenario::largest_size)),
      writable_(recorder.engine()), drained_(recorder.engine()) {
  writable_.set(trace::no_ticket);
  drained_.set(trace::no_ticket);
}

namespace {

// How often a datagram of so many bytes takes its memory from the page allocator, by the rules of
// __ip_append_data (net/ipv4/ip_output.c). In one piece of at most two pages, headers and the
// kernel's own data included, it comes from a slab cache, which is cheap. In one piece it is up to
// four pages, or always for a card that cannot gather. Up to eight pages come from lists that each
// CPU has (PAGE_ALLOC_COSTLY_ORDER, mm/page_alloc.c); sixteen are taken from the zone, under its
// lock and out of larger blocks, which is taken to cost twice as much. Beyond it lies in fragments
// of 32 KiB (SKB_FRAG_PAGE_ORDER, net/core/sock.c), of which the socket keeps the first one at
// hand.
std::int64_t allocations(Bytes payload, bool gathers) {
  constexpr Bytes most_of_a_slab{7'813}; // 8,192 without 320 of skb_shared_info and 59 of headers
  constexpr Bytes most_in_one_piece{16'004}, most_on_lists{32'388}; // 16,384 and 32,768, likewise
  constexpr std::int64_t fragment = 32'768, from_the_zone = 2;
  if (gathers && payload > most_in_one_piece) return (payload.count() - 1) / fragment;
  if (payload <= most_of_a_slab) return 0;
  return payload <= most_on_lists ? 1 : from_the_zone;
}

} // namespace

bool Socket::takes_pages() const {
  return machine_.nic.scatter_gather || machine_.path == scenario::Path::wire;
}

// Whether a chunk is taken whole, with one row.
bool Socket::is_plain() const {
  const scenario::Machine::Mechanism& on = machine_.mechanism;
  return !on.send_buffer && !on.fragments && !on.pages && !on.blocking && !on.cache_limit &&
         machine_.path == scenario::Path::wire;
}

void Socket::note_call(const Chunk& chunk) {
  if (std::exchange(call_, chunk.thread->call()) == chunk.thread->call()) return;
  taken_ = Bytes(0);
  refuses_ = false;
}

Work Socket::copy(Buffer source, Chunk chunk, Full full, Feed feed) {
  note_call(chunk);
  if (!is_plain()) return Work(take(source, chunk, {Form::bytes, feed, full}));
  taken_ += chunk.range.bytes;
  Work work = cpu_.copy(source, Buffer::socket_buffer, chunk);
  queue(Buffer::socket_buffer, chunk);
  return work;
}

Work Socket::append(Buffer source, Chunk chunk, Full full) {
  if (!machine_.nic.scatter_gather && takes_pages())
    return copy(source, chunk.past_mapping(), full);
  note_call(chunk);
  const Form form = machine_.nic.scatter_gather ? Form::reference : Form::reference_copied;
  if (!is_plain()) return Work(take(source, chunk, {form, by_dma, full}));
  taken_ += chunk.range.bytes;
  queue(source, chunk);
  return cpu_.describe(source, chunk);
}

engine::Task Socket::hand_over(Thread& thread, Feed feed) {
  return feed == by_pio ? nic_.transmit_by_pio(thread, *this) : nic_.transmit(*this);
}

// What a packet costs beside its bytes.
Time Socket::packet(Form form, Bytes bytes) const {
  Time time = machine_.cpu.per_packet;
  if (machine_.path != scenario::Path::sink) return time;
  if (form == Form::reference_copied) time += machine_.cpu.descriptor;
  if (form != Form::reference)
    time += machine_.socket.allocation * allocations(bytes, machine_.nic.scatter_gather);
  return time;
}

engine::Task Socket::take(Buffer source, Chunk chunk, How how) {
  Thread& thread = *chunk.thread;
  const bool describes = how.form == Form::reference;
  if (chunk.continues)
    co_await hand_over(thread, how.feed); // what holds pages that others may need
  for (Bytes done; done < chunk.range.bytes && !refuses_;) {
    if (room_ == Bytes(0)) {
      refuses_ = machine_.socket.nonblocking && how.full == as_set;
      if (refuses_) co_return;
      co_await hand_over(thread, how.feed);
      co_await cpu_.wait_for(thread, writable_, "socket buffer");
    }
    Chunk piece = chunk.after(done).first(room_);
    piece.continues |= done > Bytes(0);
    if (describes)
      co_await describe(source, piece);
    else
      co_await cpu_.copy(source, Buffer::socket_buffer, piece);
    if (machine_.mechanism.pages)
      co_await cpu_.kernel_work(thread, "packet", packet(how.form, piece.range.bytes));
    done += piece.range.bytes;
    taken_ += piece.range.bytes;
    queue(describes ? source : Buffer::socket_buffer, piece);
    if (machine_.path == scenario::Path::sink) {
      for (Span row; next(row);)
        nic_.take(row, *this);
    }
    // A card that works by itself does not wait for the call's return.
    if (machine_.mechanism.blocking) co_await hand_over(thread, how.feed);
  }
}

// One descriptor for each run of pages that lie together (mechanism.fragments).
engine::Task Socket::describe(Buffer source, Chunk chunk) {
  const std::int64_t run = machine_.page_cache.run_pages * scenario::page_size;
  while (chunk.range.bytes > Bytes(0)) {
    const Bytes to_next(run - chunk.range.offset.count() % run);
    const Chunk piece = machine_.mechanism.fragments ? chunk.first(to_next) : chunk;
    co_await cpu_.describe(source, piece);
    chunk = chunk.after(piece.range.bytes);
  }
}

void Socket::queue(Buffer from, Chunk chunk) {
  pending_.push_back(chunk.thread->row(Kind::dma_copy, from, Buffer::nic, chunk.range));
  room_ -= chunk.range.bytes;
  outstanding_ += chunk.range.bytes;
  if (room_ == Bytes(0)) writable_.reset();
  drained_.reset();
  holds_.push_back(from == Buffer::page_cache && cache_.hold(chunk.range));
}

bool Socket::next(Span& row) {
  if (handed_ == pending_.size()) {
    pending_.clear();
    handed_ = 0;
    return false;
  }
  row = pending_[handed_++];
  return true;
}

void Socket::sent(const Span& row, trace::Ticket ticket) {
  if (holds_.front()) cache_.release(row.range(), ticket);
  holds_.pop_front();
  room_ += row.range().bytes;
  outstanding_ -= row.range().bytes;
  if (room_.count() * 3 >= machine_.socket.send_buffer.count()) writable_.set(ticket);
  if (outstanding_ == Bytes(0)) drained_.set(ticket);
}

void Socket::stand(Standing& standing) const {
  standing.number(room_.count());
  standing.number(outstanding_.count());
  standing.number(writable_.is_set());
  for (std::size_t i = handed_; i < pending_.size(); ++i) {
    standing.place(pending_[i].range().offset);
    standing.number(pending_[i].range().bytes.count());
  }
  standing.number(static_cast<std::int64_t>(holds_.size()));
}

} // namespace copyscope::machine

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
  writable_.set();
  drained_.set();
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
  if (!is_plain()) return Work(take(source, chunk, false, full, feed));
  taken_ += chunk.range.bytes;
  Work work = cpu_.copy(source, Buffer::socket_buffer, chunk);
  queue(Buffer::socket_buffer, chunk);
  return work;
}

Work Socket::append(Buffer source, Chunk chunk, Full full) {
  if (!machine_.nic.scatter_gather) return copy(source, chunk, full);
  note_call(chunk);
  if (!is_plain()) return Work(take(source, chunk, true, full, by_dma));
  taken_ += chunk.range.bytes;
  queue(source, chunk);
  return cpu_.describe(source, chunk);
}

engine::Task Socket::hand_over(Thread& thread, Feed feed) {
  return feed == by_pio ? nic_.transmit_by_pio(thread, *this) : nic_.transmit(*this);
}

engine::Task Socket::take(Buffer source, Chunk chunk, bool describes, Full full, Feed feed) {
  Thread& thread = *chunk.thread;
  if (chunk.continues) co_await hand_over(thread, feed); // what holds pages that others may need
  for (Bytes done; done < chunk.range.bytes && !refuses_;) {
    if (room_ == Bytes(0)) {
      refuses_ = machine_.socket.nonblocking && full == as_set;
      if (refuses_) co_return;
      co_await hand_over(thread, feed);
      co_await cpu_.wait_for(thread, writable_, "socket buffer");
    }
    Chunk piece = chunk.after(done).first(room_);
    piece.continues |= done > Bytes(0);
    if (describes)
      co_await describe(source, piece);
    else
      co_await cpu_.copy(source, Buffer::socket_buffer, piece);
    if (machine_.mechanism.pages)
      co_await cpu_.kernel_work(thread, "packet", machine_.cpu.per_packet);
    done += piece.range.bytes;
    taken_ += piece.range.bytes;
    queue(describes ? source : Buffer::socket_buffer, piece);
    if (machine_.path == scenario::Path::sink) {
      for (Span row; next(row);)
        nic_.take(row, *this);
    }
    // A card that works by itself does not wait for the call's return.
    if (machine_.mechanism.blocking) co_await hand_over(thread, feed);
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

void Socket::sent(const Span& row) {
  if (holds_.front()) cache_.release(row.range());
  holds_.pop_front();
  room_ += row.range().bytes;
  outstanding_ -= row.range().bytes;
  if (room_.count() * 3 >= machine_.socket.send_buffer.count()) writable_.set();
  if (outstanding_ == Bytes(0)) drained_.set();
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

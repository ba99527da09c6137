#include "sim/analysis/divergence_causes.h"

#include "sim/analysis/figures.h"

#include <algorithm>
#include <array>

namespace copyscope::analysis {

namespace {

using Found = std::optional<Evidence>;

constexpr std::string_view by_name = "syscalls_by_name.";

Fact number(std::string path, std::int64_t value) {
  return {std::move(path), value};
}

bool is_more(const Beside& figure) {
  return figure.real.value_or(0) > figure.simulated.value_or(0);
}

bool is_the(const Beside& figure, Count Result::*member) {
  const CountedFigure* const counted = find_counted_figure(figure.figure);
  return counted && counted->member == member;
}

bool is_longer(const Beside& figure) {
  return is_the(figure, &Result::duration_ps) && is_more(figure);
}

bool is_copying(const Beside& figure) {
  return is_the(figure, &Result::cpu_copies) || is_the(figure, &Result::cpu_bytes);
}

/// The fact, where it is more than 0.
Found some_of(const Known& known, std::string_view path) {
  const Count value = known.count(path);
  if (value.value_or(0) <= 0) return std::nullopt;
  return Evidence{number(std::string(path), *value)};
}

/// Bytes that the sender had read from the disk: the file, or a part of it, was cold.
Found from_disk(const Known& known) {
  return some_of(known, "disk.read_bytes");
}

Found textbook_times(const Known& known, const Beside& figure) {
  const bool is_textbook = known.simulated().result.fidelity == scenario::Fidelity::textbook;
  if (!is_the(figure, &Result::duration_ps) || !is_textbook) return std::nullopt;
  return Evidence{{"fidelity", std::string("textbook")}};
}

constexpr std::int64_t least_share = 20; // a twentieth of the duration is worth telling

/// Of the duration, what neither process had of their one CPU, nor another program in their place;
/// nothing where that is next to none.

Count waited(const Known& known) {
  const Result& real = known.real().result;
  if (real.cores != 1 || !real.duration_ps || !real.time_ps) return std::nullopt;

  const std::int64_t others = known.count("waited_for_others_ps").value_or(0);
  const std::int64_t left = *real.duration_ps - *real.time_ps - others;

  return left > *real.duration_ps / least_share ? Count(left) : Count();
}

Found blocking(const Known& known, const Beside& figure) {
  Found gave_up = some_of(known, "sender.context_switches.voluntary");
  if (!gave_up || !is_more(figure)) return std::nullopt;
  if (is_the(figure, &Result::context_switches)) return gave_up;
  const Count left = waited(known);
  if (!is_longer(figure) || !left) return std::nullopt;
  gave_up->push_back(number("waited_ps", *left));
  return gave_up;
}

Found buffer_full(const Known& known, const Beside& figure) {
  const bool is_about =
      is_longer(figure) || (is_the(figure, &Result::context_switches) && is_more(figure));
  return is_about ? some_of(known, "tcp.limited_by_send_buffer_us") : std::nullopt;
}

Found preempted(const Known& known, const Beside& figure) {
  if (!is_the(figure, &Result::context_switches) || !is_more(figure)) return std::nullopt;
  return some_of(known, "sender.context_switches.involuntary");
}

Found cpu_shared(const Known& known, const Beside& figure) {
  Found others = some_of(known, "waited_for_others_ps");
  if (!others || !is_longer(figure)) return std::nullopt;
  const auto waited = std::get<std::int64_t>(others->front().value);
  return waited > *figure.real / least_share ? others : std::nullopt;
}

Found deferred_copy(const Known& known, const Beside& figure) {
  if (!is_copying(figure) || !is_more(figure)) return std::nullopt;
  Found local = some_of(known, "copied.local.bytes");
  const auto& verdict = known.real().verdict;
  if (local && verdict && verdict->evidence == SendVerdict::Evidence::said_by_the_kernel) {
    local->push_back(number("copied", verdict->copied));
    local->push_back(number("sends", verdict->sends()));
    return local;
  }
  return std::nullopt; // that the kernel has not said it is not enough
}

Found packet_copies(const Known& known, const Beside& figure) {
  // Packets are counted: there may be fewer of them than calls.
  const bool are_packets = is_the(figure, &Result::cpu_copies);
  if (!are_packets && !(is_copying(figure) && is_more(figure))) return std::nullopt;
  Found card = some_of(known, "copied.card.bytes");
  if (!card) return std::nullopt;
  card->push_back(number("copied.card.times", known.count("copied.card.times").value_or(0)));
  return card;
}

/// What was measured of fresh pages before the rounds of a case that is cold.
Found fresh_pages(const Known& known, const Beside& figure, bool on_virtual_machine) {
  if (!is_longer(figure) || !from_disk(known)) return std::nullopt;
  const Count first = known.count("first_touch.first_ps"),
              again = known.count("first_touch.again_ps");
  const bool is_virtual = known.word("first_touch.virtual_machine") == "yes";
  if (!first || !again || *first <= *again || is_virtual != on_virtual_machine) return std::nullopt;
  return Evidence{number("first_touch.first_ps", *first), number("first_touch.again_ps", *again),
                  number("first_touch.bytes", known.count("first_touch.bytes").value_or(0))};
}

Found cold_copy(const Known& known, const Beside& figure) {
  return fresh_pages(known, figure, false);
}

Found first_touch(const Known& known, const Beside& figure) {
  return fresh_pages(known, figure, true);
}

Found major_faults(const Known& known, const Beside& figure) {
  const bool is_about = is_the(figure, &Result::major_faults) || is_longer(figure);
  if (!is_about || !is_more(figure)) return std::nullopt;
  Found disk = from_disk(known), faults = some_of(known, "sender.page_faults.major");
  if (!disk || !faults) return std::nullopt;
  faults->push_back(disk->front());
  return faults;
}

constexpr std::int64_t most_around = 16; // pages: mm/memory.c, fault_around_bytes, 64 KiB

/// Faults of a mapping, the major ones too, and its pages; nothing where it had a fault a page.
struct Mapped {
  std::int64_t faults, pages;
};
std::optional<Mapped> mapped(const Known& known, const Beside& figure) {

  if (!is_the(figure, &Result::minor_faults) || known.calls("mmap") == 0) return std::nullopt;
  const std::int64_t bytes = known.real().result.bytes;
  const std::int64_t pages = (bytes + scenario::page_size - 1) / scenario::page_size;
  const std::int64_t faults =
      figure.real.value_or(0) + known.count("sender.page_faults.major").value_or(0);

  if (faults <= 0 || faults >= pages) return std::nullopt;
  return Mapped{faults, pages};
}

/// Fewer faults than pages, and no fewer than where each maps all that it may.
Found fault_around(const Known& known, const Beside& figure) {
  const auto found = mapped(known, figure);
  if (!found || found->faults * most_around < found->pages) return std::nullopt;
  return Evidence{number("sender.page_faults.minor", *figure.real), number("pages", found->pages)};
}

/// Still fewer: what maps more at once is a folio that is larger.
Found large_folios(const Known& known, const Beside& figure) {
  const auto found = mapped(known, figure);
  if (!found || found->faults * most_around >= found->pages) return std::nullopt;
  return Evidence{number("sender.page_faults.minor", *figure.real), number("pages", found->pages)};
}

Found pacing(const Known& known, const Beside& figure) {
  const std::string control = known.environment("congestion_control");
  if (!is_longer(figure) || !control.starts_with("bbr")) return std::nullopt;
  return Evidence{{"congestion_control", control}};
}

Found merged_completions(const Known& known, const Beside& figure) {
  if (figure.figure != "syscalls_by_name.recvmsg" || is_more(figure)) return std::nullopt;
  const Count sends = known.count("completions.sends");
  const Count notifications = known.count("completions.notifications");
  if (!sends || !notifications || *notifications >= *sends) return std::nullopt;
  return Evidence{number("completions.sends", *sends),
                  number("completions.notifications", *notifications)};
}

/// Calls of recvmsg() that found nothing; the program waits in poll() after such a one alone.
Found no_completion_yet(const Known& known, const Beside& figure) {
  const bool is_about =
      figure.figure == "syscalls_by_name.recvmsg" || figure.figure == "syscalls_by_name.poll";
  const Count notifications = known.count("completions.notifications");
  if (!is_about || !is_more(figure) || !notifications) return std::nullopt;
  const std::int64_t in_vain = known.calls("recvmsg") - *notifications;
  if (in_vain <= 0) return std::nullopt;
  return Evidence{number("recvmsg_in_vain", in_vain),
                  number("syscalls_by_name.poll", known.calls("poll"))};
}

/// More calls than chunks: some of them moved less than a chunk.
Found partial_calls(const Known& known, const Beside& figure) {
  static constexpr std::array<std::string_view, 3> one_a_chunk{"write", "send", "sendfile"};
  if (!figure.figure.starts_with(by_name) || !is_more(figure)) return std::nullopt;
  const std::string_view name = std::string_view(figure.figure).substr(by_name.size());
  const Count chunk = known.count(work_path::chunk);
  if (std::ranges::find(one_a_chunk, name) == one_a_chunk.end() || !chunk || *chunk <= 0)
    return std::nullopt;
  const std::int64_t chunks = (known.real().result.bytes + *chunk - 1) / *chunk;
  if (*figure.real <= chunks) return std::nullopt;
  return Evidence{number(std::string(work_path::chunk), *chunk), number("chunks", chunks)};
}

Found small_pipe(const Known& known, const Beside& figure) {
  if (figure.figure != "syscalls_by_name.splice" || !is_more(figure)) return std::nullopt;
  if (known.word("pipe.holds_a_chunk") != "no") return std::nullopt;
  return some_of(known, "pipe.bytes");
}

/// The sum of calls, and the crossings that they make, where the calls by name account for it.
Found other_calls(const Known& known, const Beside& figure) {
  const int each = is_the(figure, &Result::syscalls)        ? 1
                   : is_the(figure, &Result::mode_switches) ? 2
                                                            : 0;
  if (each == 0) return std::nullopt;
  const Result &simulated = known.simulated().result, &real = known.real().result;
  Evidence differ;
  std::int64_t more = 0;
  for (const Beside& call : figures_beside(simulated, real)) {
    if (!call.figure.starts_with(by_name)) continue;
    const std::int64_t by = call.real.value_or(0) - call.simulated.value_or(0);
    more += by;
    if (by != 0) differ.push_back(number(call.figure, by));
  }
  if (differ.empty() || more * each != *figure.real - *figure.simulated) return std::nullopt;
  return differ;
}

Found no_card(const Known& known, const Beside& figure) {
  const bool is_of_a_card =
      is_the(figure, &Result::interrupts) || is_the(figure, &Result::descriptors) ||
      is_the(figure, &Result::dma_copies) || is_the(figure, &Result::dma_bytes);
  static constexpr std::array<std::string_view, 4> without{"veth", "loopback", "unix", "sink"};
  const std::string path = known.environment("path");
  if (is_more(figure) || !is_of_a_card || std::ranges::find(without, path) == without.end())
    return std::nullopt;
  return Evidence{{"path", path}};
}

/// The model has the disk bring each chunk by one transfer.
Found disk_requests(const Known& known, const Beside& figure) {
  const bool are_copies = is_the(figure, &Result::dma_copies);
  if (!are_copies && !is_the(figure, &Result::interrupts)) return std::nullopt;
  const Count chunk = known.count(work_path::chunk), warm = known.count(work_path::resident);
  if (!from_disk(known) || !chunk || *chunk <= 0 || !warm) return std::nullopt;
  const std::int64_t chunks = (known.real().result.bytes - *warm + *chunk - 1) / *chunk;
  Found requests = some_of(known, "disk.device_reads");
  const Count its = known.count(are_copies ? "disk.device_reads" : "disk.interrupts");
  if (!requests || its != figure.real) return std::nullopt;            // others used the disk too
  if (known.count("disk.device_reads") == chunks) return std::nullopt; // one a chunk: as the model
  return requests;
}

constexpr std::array rules{
    CauseRule{Cause::textbook_times, textbook_times},
    CauseRule{Cause::blocking, blocking},
    CauseRule{Cause::buffer_full, buffer_full},
    CauseRule{Cause::preempted, preempted},
    CauseRule{Cause::cpu_shared, cpu_shared},
    CauseRule{Cause::pacing, pacing},
    CauseRule{Cause::cold_copy, cold_copy},
    CauseRule{Cause::first_touch, first_touch},
    CauseRule{Cause::major_faults, major_faults},
    CauseRule{Cause::fault_around, fault_around},
    CauseRule{Cause::large_folios, large_folios},
    CauseRule{Cause::deferred_copy, deferred_copy},
    CauseRule{Cause::packet_copies, packet_copies},
    CauseRule{Cause::merged_completions, merged_completions},
    CauseRule{Cause::no_completion_yet, no_completion_yet},
    CauseRule{Cause::partial_calls, partial_calls},
    CauseRule{Cause::small_pipe, small_pipe},
    CauseRule{Cause::other_calls, other_calls},
    CauseRule{Cause::no_card, no_card},
    CauseRule{Cause::disk_requests, disk_requests},
};

} // namespace

Known::Known(const CaseReport& simulated, const CaseReport& real, const Report& run)
    : simulated_(simulated), real_(real), run_(run) {
  if (const auto told = told_round(real.rounds)) told_ = &real.rounds[*told].facts;
}

Count Known::count(std::string_view path) const {
  const Count own = real_.facts.count(path);
  return own || !told_ ? own : told_->count(path);
}

std::string Known::word(std::string_view path) const {
  const std::string_view own = real_.facts.word(path);
  return std::string(own.empty() && told_ ? told_->word(path) : own);
}

std::string Known::environment(std::string_view name) const {
  for (const auto& [each, value] : run_.environment)
    if (each == name) return value;
  return {};
}

std::int64_t Known::calls(std::string_view name) const {
  for (const auto& [each, made] : real_.result.syscalls_by_name)
    if (each == name) return made;
  return 0;
}

std::span<const CauseRule> cause_rules() {
  return rules;
}

} // namespace copyscope::analysis

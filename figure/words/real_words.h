// What a real run is told with, in tables and in the window: how sure a ratio is, on what evidence
// a figure stands, where it ran and why something could not be.
#pragma once

#include "figure/words/wording.h"
#include "sim/analysis/paired.h"
#include "sim/analysis/send_verdict.h"

#include <optional>
#include <string>
#include <string_view>

namespace copyscope::figure {

/// "1.04", "127".
std::string ratio_text(double ratio);

/// "1.31 – 1.58"; "–" where there are too few rounds for an interval.
std::string interval_text(const analysis::PairedRatio& ratio);

/// "1.43 (1.31 – 1.58)"; without an interval "1.43".
std::string ratio_with_interval(const analysis::PairedRatio& ratio);

/// "a tie", "faster", "slower" than the reference; "too few rounds to tell" without an interval.
std::string verdict_of(const analysis::PairedRatio& ratio, Language language);

/// Whether sends were zero-copy, in one line: "copied, said by the kernel: packets to a local
/// socket take a deferred copy …".
std::string zero_copy_text(const analysis::SendVerdict& verdict, Language language);
/// Its first two parts by themselves: "3 of 4 copied"; "said by the kernel".
std::string zero_copy_word(const analysis::SendVerdict& verdict, Language language);
std::string zero_copy_evidence(const analysis::SendVerdict& verdict, Language language);

/// A figure's evidence as real mode has it: "measured"; "unavailable: none (veth)" with its reason.
std::string evidence_text(std::string_view evidence, Language language);

/// What real mode says in English, for JSON: reasons, notes. Its Chinese is looked up by the
/// English (said.* of assets/texts), of a message that is joined of several ("THIS: THAT; ADVICE")
/// by each of them; what is not found there stays as it is.
std::string translated(std::string_view english, Language language);

/// Of a pair of a run's environment: "congestion_control" → "congestion control"; the value as a
/// sentence where it is a word of ours.
std::string environment_name(std::string_view name, Language language);
std::string environment_value(std::string_view name, std::string_view value, Language language);

} // namespace copyscope::figure

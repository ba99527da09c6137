// What a report says beside the figures of a real run: of a round, and of the round that is told.
#pragma once

#include "real/completions.h"
#include "real/copied.h"
#include "real/observed.h"
#include "real/probes/first_touch.h"
#include "real/probes/nic.h"
#include "real/rounds.h"

namespace copyscope::real {

/// Of a case: the work that each of its rounds does, and how often it was sent.
void add_facts_of_case(analysis::Facts& facts, const PlannedCase& planned,
                       const CaseRounds& rounds);

/// What the kernel has told of sends that asked for zero-copy: so many sends, in so many
/// notifications, since they merge. Nothing of methods that do not ask.
void add_completions(analysis::Facts& facts, const Completions& told);

/// Of a case that is cold: what the first use of pages costs that have just come from the disk.
void add_first_touch(analysis::Facts& facts, const FirstTouch& touch);

/// Of any round: what both ends have used, what came from the cache and from the disk, what TCP
/// tells of the connection.
analysis::Facts facts_of(const Observed& round);

/// Of the round that is told: both ends, every kind of copy, the disk, the card. `watch`: whether
/// the card's packets were watched, as evidence.
analysis::Facts facts_told(const Observed& round, const Copies& copies, const std::string& watch,
                           const NicFeatures& nic);

} // namespace copyscope::real

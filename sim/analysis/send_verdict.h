// Was it really zero-copy? Of the sends of a case, how many of them the CPU has copied, and who
// says so.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace copyscope::analysis {

/// Counted are sends, each in one of three ways. What is copied before, from the page cache into a
/// buffer of the program, is another matter, and stands among the copies.
struct SendVerdict {
  enum class Evidence {
    inferred,          ///< from the path that the kernel's source takes
    said_by_the_kernel ///< in completions: SO_EE_CODE_ZEROCOPY_COPIED, REPORT_USAGE
  };

  std::int64_t copied = 0;
  std::int64_t not_copied = 0;
  std::int64_t read_for_checksum = 0; ///< not copied, but the CPU has read each byte
  Evidence evidence = Evidence::inferred;
  std::string reason; ///< in one line, English; its Chinese stands in assets/texts/verdict.toml

  std::int64_t sends() const { return copied + not_copied + read_for_checksum; }

  friend bool operator==(const SendVerdict&, const SendVerdict&) = default;
};

/// "copied", "not_copied", "read_for_checksum"; where sends differ "partly_copied",
/// "partly_read_for_checksum" (none copied) or "partly_copied_and_read"; "none" without any.
std::string_view name_of(const SendVerdict& verdict);
std::string_view name_of(SendVerdict::Evidence evidence); ///< "inferred", "said_by_the_kernel"

/// Adds "copied", "not_copied", "read_for_checksum", "verdict", "verdict_evidence" and "reason" to
/// an object.
void write_verdict(nlohmann::ordered_json& json, const SendVerdict& verdict);
/// The reverse. Throws nlohmann::json's exceptions for what is none.
SendVerdict verdict_in(const nlohmann::ordered_json& json);

} // namespace copyscope::analysis

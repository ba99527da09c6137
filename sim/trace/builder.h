// TraceBuilder keeps every row and builds the index while the run goes. LedgerSink only counts.
#pragma once

#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <unordered_map>

namespace copyscope::trace {

/// Interns texts: the same text gives the same id; id 0 is the empty text.
class Interner {
public:
  explicit Interner(std::vector<std::string> first = {""}) : texts_(std::move(first)) {}

  /// Throws std::length_error beyond `most` texts.
  std::size_t intern(std::string_view text, std::size_t most);
  const std::vector<std::string>& texts() const { return texts_; }
  std::vector<std::string> take() { return std::move(texts_); }

private:
  std::vector<std::string> texts_;
};

} // namespace copyscope::trace

// Any text as a quantity: an error with its place, or a value that printing and reading keep.
#include "sim/units/quantity.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <string>

namespace {

using namespace copyscope;

template <class Parse> void check(Parse parse, std::string_view text) {
  try {
    const auto value = parse(text);
    fuzz::require(parse(to_string(value)) == value, "what is printed is read as the same");
    if constexpr (requires { brief(value); })
      fuzz::require(!brief(value).empty(), "every quantity can be told in brief");
  } catch (const QuantityError& error) {
    fuzz::require(error.at <= text.size(), "the place is in the text");
    fuzz::require(!error.found.empty() && !error.expected.empty(), "the message is whole");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check(parse_time, text);
  check(parse_bytes, text);
  check(parse_bandwidth, text);
  check(parse_decimal, text);
  return 0;
}

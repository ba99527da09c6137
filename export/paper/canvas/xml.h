// Text and numbers as XML wants them.
#pragma once

#include <string>
#include <string_view>

namespace copyscope::exports {

/// For text and for attributes in double quotes. What XML 1.0 cannot hold (control characters,
/// bytes that are no UTF-8) is replaced by U+FFFD.
std::string xml_escaped(std::string_view text);

/// "12.5": at most two decimals, none where there are none to say; never "-0".
std::string short_number(double number);

} // namespace copyscope::exports

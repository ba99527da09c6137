// Why no namespace could be made, and how to get one: what stands behind the errno of unshare(2)
// (user_namespaces(7), namespaces(7)) and which sysctl decides.
#pragma once

#include <string>

namespace copyscope::real {

/// What is missing where making a user or network namespace has failed with `error`, and how to
/// get it: "user.max_user_namespaces is 0; …". Empty where nothing is known. `root` stands before
/// /proc.
std::string namespace_advice(int error, const std::string& root = "");

} // namespace copyscope::real

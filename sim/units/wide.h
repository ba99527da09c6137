// 128-bit integers for intermediate results, where 64 bits could overflow. Both compilers of the
// plan have them as an extension; they are named here once.
#pragma once

namespace copyscope {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

} // namespace copyscope

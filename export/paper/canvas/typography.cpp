#include "export/paper/canvas/typography.h"

namespace copyscope::exports {

using figure::Face;

namespace {

bool is_mono(Face face) {
  return face == Face::mono || face == Face::mono_bold;
}

} // namespace

std::string_view css_families(Face face) {
  return is_mono(face)
             ? "'JetBrains Mono','WenQuanYi Micro Hei Mono','Noto Sans Mono CJK "
               "SC',Consolas,monospace"
             : "Inter,'WenQuanYi Micro Hei','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',"
               "Helvetica,Arial,sans-serif";
}

std::string_view pango_families(Face face) {
  return is_mono(face) ? "JetBrains Mono,WenQuanYi Micro Hei Mono,Noto Sans Mono CJK SC,monospace"
                       : "Inter,WenQuanYi Micro Hei,Noto Sans CJK SC,Helvetica,Arial,sans-serif";
}

int weight_of(Face face) {
  switch (face) {
  case Face::medium:
    return 500;
  case Face::bold:
  case Face::mono_bold:
    return 700;
  default:
    return 400;
  }
}

} // namespace copyscope::exports

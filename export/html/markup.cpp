#include "export/html/markup.h"

#include "export/data/source_line.h"
#include "export/paper/canvas/xml.h"
#include "figure/words/wording.h"

#include <array>
#include <glib.h>
#include <memory>

namespace copyscope::exports {

using assets::Language;
using scenario::Text;

Text words(std::string_view key, const assets::Values& values) {
  return {figure::filled(key, Language::en, values), figure::filled(key, Language::zh, values)};
}

Text headings(std::string_view key) {
  return {figure::heading(key, Language::en), figure::heading(key, Language::zh)};
}

std::string marked(std::string_view text) {
  return xml_escaped(on_one_line(text));
}

std::string both_marked(const std::string& en, const std::string& zh) {
  if (en == zh) return en;
  return "<span class=\"en\">" + en + "</span><span class=\"zh\">" + zh + "</span>";
}

std::string both(const Text& text) {
  return both_marked(marked(text.in(Language::en)), marked(text.in(Language::zh)));
}

std::string policy_hash(std::string_view content) {
  struct Free {
    void operator()(GChecksum* sum) const { g_checksum_free(sum); }
    void operator()(gchar* text) const { g_free(text); }
  };
  const std::unique_ptr<GChecksum, Free> sum(g_checksum_new(G_CHECKSUM_SHA256));
  g_checksum_update(sum.get(), reinterpret_cast<const guchar*>(content.data()),
                    static_cast<gssize>(content.size()));
  std::array<guint8, 32> digest{};
  gsize length = digest.size();
  g_checksum_get_digest(sum.get(), digest.data(), &length);
  const std::unique_ptr<gchar, Free> text(g_base64_encode(digest.data(), length));
  return std::string("sha256-") + text.get();
}

} // namespace copyscope::exports

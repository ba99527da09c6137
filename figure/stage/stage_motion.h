// What moves on the stage: routes, the packet on one of them with its tether to whoever carries
// it, descriptors, crossings, interrupts.
#pragma once

#include "figure/stage/stage_painter.h"

namespace copyscope::figure {

class MotionPainter : StagePainter {
public:
  using StagePainter::StagePainter;

  /// All routes, faint before they are taken; what the reference alone has as ghosts.
  void routes();
  /// The current step: bright route, packet, tether, caption; or tag, crossing, spark.
  void motion();

private:
  void ghosts();
  void route(const Route& route, bool is_taken);
  const Activity* on(const Route& route) const;
  void number(const Route& route, Color ring);
  void same_pages(const Path& path, Color color);
  void packet(const Activity& now);
  void somewhere(const Activity& now, const Path& path, const Ink& ink);
  void tether(const Activity& now, Point to, Color color);
  void reference(const Activity& now);
  void spark();
  void caption(const Activity& now);
  std::vector<std::string> caption_of(const Activity& now) const;
  std::vector<std::string> soft_caption(const Activity& now, const std::string& bytes) const;
  void small_caption();
};

/// A switch of the mode: a sign on the boundary, which is no way of data.
void draw_crossing(Picture& picture, Box box, bool down, const Theme& theme);

} // namespace copyscope::figure

#include "figure/kit/theme.h"

#include <array>

namespace copyscope::figure {

namespace {

using trace::Kind;

Theme make_dark() {
  Theme t;
  t.id = "dark";
  t.is_dark = true;
  t.ground = rgb(0x0E1116);
  t.panel = rgb(0x171B22);
  t.raised = rgb(0x1E242D);
  t.edge = rgb(0x5B6675);
  t.line = rgb(0x6E7A8B);
  t.well = rgb(0x0A0D11);
  t.selected = rgb(0x2B3442);
  t.text = rgb(0xF2F5F9);
  t.second = rgb(0xBAC4D1);
  t.accent = rgb(0xF2F5F9);
  t.on_accent = rgb(0x0E1116);
  t.error = rgb(0x6B1F2A);
  t.cpu = rgb(0xE4632A);
  t.dma = rgb(0x3CCBA3);
  t.pio = rgb(0xCC79A7);
  t.descriptor = rgb(0xF0E442);
  t.descriptor_edge = rgb(0xF0E442);
  t.user = rgb(0x7CCBF5);
  t.kernel = rgb(0x3E8EDE);
  t.waiting = rgb(0x98A3B2);
  t.on_role = rgb(0x0A0D11);
  t.user_band = rgb(0x13202B);
  t.kernel_band = rgb(0x121A33);
  t.hardware_band = rgb(0x171B22);
  return t;
}

Theme make_light() {
  Theme t;
  t.id = "light";
  t.is_dark = false;
  t.ground = rgb(0xFFFFFF);
  t.panel = rgb(0xF4F6F9);
  t.raised = rgb(0xFFFFFF);
  t.edge = rgb(0x8A95A5);
  t.line = rgb(0x6F7A88);
  t.well = rgb(0xE3E7EC);
  t.selected = rgb(0xDCE2EA);
  t.text = rgb(0x12161C);
  t.second = rgb(0x3F4956);
  t.accent = rgb(0x12161C);
  t.on_accent = rgb(0xFFFFFF);
  t.error = rgb(0xFBE0E0);
  t.cpu = rgb(0xBC4A00);
  t.dma = rgb(0x0B9C74);
  t.pio = rgb(0xA8508A);
  t.descriptor = rgb(0xF0E442);
  t.descriptor_edge = rgb(0x6E6500);
  t.user = rgb(0x2F8FC7);
  t.kernel = rgb(0x0072B2);
  t.waiting = rgb(0x6F7A88);
  t.on_role = rgb(0xFFFFFF);
  t.user_band = rgb(0xEAF5FC);
  t.kernel_band = rgb(0xEDF1FA);
  t.hardware_band = rgb(0xF1F2F4);
  return t;
}

Theme make_print() {
  Theme t = make_light();
  t.id = "print";
  t.panel = t.raised = t.hardware_band = rgb(0xFFFFFF);
  t.well = rgb(0xF2F2F2);
  t.text = t.second = t.accent = rgb(0x000000);
  t.edge = t.line = rgb(0x4A4A4A);
  return t;
}

} // namespace

const Theme& dark_theme() {
  static const Theme theme = make_dark();
  return theme;
}

const Theme& light_theme() {
  static const Theme theme = make_light();
  return theme;
}

const Theme& print_theme() {
  static const Theme theme = make_print();
  return theme;
}

const Theme* find_theme(std::string_view id) {
  const std::array all = {&dark_theme(), &light_theme(), &print_theme()};
  for (const Theme* theme : all)
    if (theme->id == id) return theme;
  return nullptr;
}

Ink ink_of(Kind kind, const Theme& theme) {
  switch (kind) {
  case Kind::cpu_copy:
    return {theme.cpu, Pattern::hatch, Dash::none};
  case Kind::pio_copy:
    return {theme.pio, Pattern::crosses, Dash::dash_dot};
  case Kind::dma_copy:
  case Kind::transmit:
  case Kind::receive:
  case Kind::bus_transfer:
    return {theme.dma, Pattern::dots, Dash::dotted};
  case Kind::descriptor:
  case Kind::page_reference:
    return {theme.descriptor, Pattern::solid, Dash::dashed};
  case Kind::user:
    return {theme.user, Pattern::solid, Dash::none};
  case Kind::wait:
  case Kind::disk_access:
  case Kind::syscall:
    return {theme.waiting, Pattern::solid, Dash::dashed};
  default:
    return {theme.kernel, Pattern::solid, Dash::none};
  }
}

Color edge_of(const Ink& ink, const Theme& theme) {
  return ink.color == theme.descriptor ? theme.descriptor_edge : ink.color;
}

void fill_with(Picture& picture, Box box, const Ink& ink, const Theme& theme, float radius) {
  if (ink.pattern == Pattern::solid) return picture.fill(box, ink.color, radius);
  const Color shade =
      theme.is_dark ? mix(ink.color, rgb(0x000000), 0.55F) : mix(ink.color, rgb(0xFFFFFF), 0.65F);
  picture.fill(box, ink.color, radius, ink.pattern, shade);
}

} // namespace copyscope::figure

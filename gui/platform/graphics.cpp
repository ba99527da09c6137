#include "gui/platform/graphics.h"

#include <glad/gl.h>
// GLFW comes after the loader, which brings the OpenGL declarations.
#include <GLFW/glfw3.h>
#include <imgui_impl_opengl3.h>
#include <stdexcept>

namespace copyscope::gui {

Graphics::Graphics() {
  if (gladLoadGL(glfwGetProcAddress) == 0 || !ImGui_ImplOpenGL3_Init("#version 330 core"))
    throw std::runtime_error("this display's OpenGL is older than 3.3, which the window needs");
  ImGui_ImplOpenGL3_NewFrame(); // makes the shaders
  glGenTextures(1, &texture_);
  glBindTexture(GL_TEXTURE_2D, texture_);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  // Grey is coverage: the colour is the vertex'.
  const GLint swizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle);
}

Graphics::~Graphics() {
  glDeleteFramebuffers(1, &frame_buffer_);
  glDeleteRenderbuffers(1, &render_buffer_);
  glDeleteTextures(1, &texture_);
  ImGui_ImplOpenGL3_Shutdown();
}

ImTextureID Graphics::atlas_texture() const {
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture_));
}

void Graphics::upload(Atlas& atlas) {
  Atlas::Rows rows = atlas.take_changed_rows();
  const bool is_resized = atlas.height() != texture_height_;
  if (rows.first >= rows.last && !is_resized) return;
  glBindTexture(GL_TEXTURE_2D, texture_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (is_resized) {
    texture_height_ = atlas.height();
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, atlas.width(), atlas.height(), 0, GL_RED,
                 GL_UNSIGNED_BYTE, atlas.pixels().data());
  } else {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, rows.first, atlas.width(), rows.last - rows.first, GL_RED,
                    GL_UNSIGNED_BYTE,
                    atlas.pixels().data() +
                        static_cast<std::ptrdiff_t>(rows.first) * atlas.width());
  }
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
}

void Graphics::clear(figure::Color ground, ImVec2 pixels) {
  glBindFramebuffer(GL_FRAMEBUFFER, frame_buffer_);
  glViewport(0, 0, static_cast<int>(pixels.x), static_cast<int>(pixels.y));
  const auto channel = [](std::uint8_t value) { return static_cast<float>(value) / 255; };
  glClearColor(channel(ground.r), channel(ground.g), channel(ground.b), 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

void Graphics::draw(ImDrawList& list, Atlas& atlas, ImVec2 pixels) {
  upload(atlas);
  ImDrawList* lists[] = {&list};
  ImDrawData data;
  data.Valid = true;
  data.CmdLists = lists;
  data.CmdListsCount = 1;
  data.TotalVtxCount = list.VtxBuffer.Size;
  data.TotalIdxCount = list.IdxBuffer.Size;
  data.DisplayPos = {0, 0};
  data.DisplaySize = pixels;
  data.FramebufferScale = {1, 1};
  ImGui_ImplOpenGL3_RenderDrawData(&data);
}

void Graphics::finish() {
  glFinish();
}

void Graphics::draw_aside(int width, int height) {
  glGenFramebuffers(1, &frame_buffer_);
  glGenRenderbuffers(1, &render_buffer_);
  glBindRenderbuffer(GL_RENDERBUFFER, render_buffer_);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
  glBindFramebuffer(GL_FRAMEBUFFER, frame_buffer_);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, render_buffer_);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    throw std::runtime_error("this display's OpenGL cannot draw a picture of that size");
}

std::vector<std::uint8_t> Graphics::pixels(int width, int height) const {
  const std::size_t row = static_cast<std::size_t>(width) * 3;
  std::vector<std::uint8_t> upside_down(row * static_cast<std::size_t>(height));
  glBindFramebuffer(GL_FRAMEBUFFER, frame_buffer_);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
  std::vector<std::uint8_t> pixels;
  pixels.reserve(upside_down.size());
  for (std::size_t y = static_cast<std::size_t>(height); y-- > 0;)
    pixels.insert(pixels.end(), upside_down.begin() + static_cast<std::ptrdiff_t>(y * row),
                  upside_down.begin() + static_cast<std::ptrdiff_t>((y + 1) * row));
  return pixels;
}

bool Graphics::is_lost() const {
  using Status = GLenum (*)();
  const auto status = reinterpret_cast<Status>(glfwGetProcAddress("glGetGraphicsResetStatusARB"));
  return status && glfwExtensionSupported("GL_ARB_robustness") && status() != GL_NO_ERROR;
}

int Graphics::most_pixels() const {
  GLint texture = 0;
  glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &texture);
  return texture;
}

} // namespace copyscope::gui

# What the window is built on. paint_libraries: Dear ImGui, an OpenGL loader that glad writes at build
# time (no network), FreeType to measure and draw fonts. window_libraries: GLFW for window and input, Dear
# ImGui's back ends, fontconfig to find fonts, xcb for pictures on the clipboard.
find_package(OpenGL REQUIRED)
pkg_check_modules(glfw REQUIRED IMPORTED_TARGET glfw3)
pkg_check_modules(imgui REQUIRED IMPORTED_TARGET imgui)
pkg_check_modules(fontconfig REQUIRED IMPORTED_TARGET fontconfig)
pkg_check_modules(freetype REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(xcb REQUIRED IMPORTED_TARGET xcb)

# Debian's own python3: it is the one that has the package python3-glad.
set(glad_folder ${CMAKE_CURRENT_BINARY_DIR}/glad)
add_custom_command(
  OUTPUT ${glad_folder}/src/gl.c ${glad_folder}/include/glad/gl.h
  COMMAND /usr/bin/python3 -m glad --api gl:core=3.3 --extensions= --reproducible
          --out-path ${glad_folder} c
  COMMENT "Generating the OpenGL loader"
  VERBATIM)
add_library(glad STATIC ${glad_folder}/src/gl.c)
target_include_directories(glad SYSTEM PUBLIC ${glad_folder}/include)

add_library(paint_libraries INTERFACE)
target_link_libraries(paint_libraries INTERFACE
  PkgConfig::imgui PkgConfig::freetype glad OpenGL::GL ${CMAKE_DL_LIBS})
add_library(window_libraries INTERFACE)
target_include_directories(window_libraries SYSTEM INTERFACE /usr/include/imgui/backends)
target_link_libraries(window_libraries INTERFACE PkgConfig::glfw PkgConfig::fontconfig PkgConfig::xcb)

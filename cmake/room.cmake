# room(NAME FOLDER [WITH FOLDER…] USES TARGET…): the library room_NAME of every .cpp in FOLDER and in
# its folders that are named WITH it (main.cpp apart), with the project's root as its include folder
# and the rooms that it may import linked to it.

add_library(copyscope_options INTERFACE)
target_include_directories(copyscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(copyscope_options INTERFACE
  -Wall -Wextra -Wpedantic -Wno-missing-field-initializers
  $<$<BOOL:${COPYSCOPE_WERROR}>:-Werror>)
# Said for all alike, as some libraries ask for it and precompiled headers are shared.
target_compile_options(copyscope_options INTERFACE -pthread)
if(COPYSCOPE_PRECOMPILED AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # The first lets ccache see what a file was made of. g++ 12 forgets that a precompiled header is the
  # system's, and reports what it would not say of std::string otherwise; builds without them look.
  target_compile_options(copyscope_options INTERFACE
    -fpch-preprocess -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()
# Presets compile the files of a room eight at a time (CMAKE_UNITY_BUILD), as most of what a compiler
# does for one is to read headers; debug compiles each by itself. So a name in an anonymous
# namespace is of one file of its room only (tests/house looks), and what g++ says of types with members
# of such is no fault: it takes the file for a header.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(copyscope_options INTERFACE -Wno-subobject-linkage)
endif()
# __int128 is a GNU extension that both compilers of the plan have; -Wpedantic objects otherwise.
target_compile_options(copyscope_options INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-gnu>)
# g++ 12 sees overlapping copies in `"text" + string` at -O2 and above that are not there (GCC bug
# 105651); g++ 13 has that mended. It sees members of a variant as uninitialized, too.
target_compile_options(copyscope_options INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized>)
if(COPYSCOPE_SANITIZE)
  target_compile_options(copyscope_options INTERFACE
    -fsanitize=${COPYSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  # What UBSan puts before a function, to know its type by, clang 14 cannot put before parts of a coroutine.
  target_compile_options(copyscope_options INTERFACE $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>)
  target_link_options(copyscope_options INTERFACE -fsanitize=${COPYSCOPE_SANITIZE})
  if(COPYSCOPE_SANITIZE MATCHES address)
    # In every program; of a library the linker would leave it out.
    add_library(copyscope_leaks OBJECT ${PROJECT_SOURCE_DIR}/cmake/leaks.cpp)
    target_link_libraries(copyscope_options INTERFACE $<TARGET_OBJECTS:copyscope_leaks>)
  endif()
endif()
target_compile_definitions(copyscope_options INTERFACE COPYSCOPE_VERSION="${PROJECT_VERSION}")

function(room NAME FOLDER)
  cmake_parse_arguments(ROOM "" "" "WITH;USES" ${ARGN})
  set(patterns ${PROJECT_SOURCE_DIR}/${FOLDER}/*.cpp)
  foreach(inner IN LISTS ROOM_WITH)
    list(APPEND patterns ${PROJECT_SOURCE_DIR}/${FOLDER}/${inner}/*.cpp)
  endforeach()
  file(GLOB sources CONFIGURE_DEPENDS ${patterns})
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)
    message(FATAL_ERROR "There are no sources in ${FOLDER}")
  endif()
  add_library(room_${NAME} STATIC ${sources})
  share_precompiled(room_${NAME} precompiled_for_rooms)
  target_link_libraries(room_${NAME} PUBLIC copyscope_options ${ROOM_USES})
endfunction()

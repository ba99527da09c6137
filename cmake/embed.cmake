# embed(TARGET ROOTS FOLDER…): compiles every file below the folders (relative to the project's root)
# into TARGET, byte for byte, under its name in the tree ("scenarios/four-ways.toml").
#
# Each file becomes a source of its own at build time, so that changing one recompiles one; the index
# of names is written when CMake runs, and it runs again when a file comes or goes. Hidden files and
# editors' backups are left out. The C++ side is assets/embedded.h.
#
# The same file is the script that turns one file into a source:
#   cmake -D INPUT=… -D OUTPUT=… -D SYMBOL=… -P embed.cmake

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  file(READ ${INPUT} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," values "${hex}")
  # 20 values of five characters: lines of at most 100.
  string(REPEAT "[^,]*," 20 row)
  string(REGEX REPLACE "(${row})" "\\1\n" values "${values}")
  # A final 0 that the size does not count: an array of no elements is no C++.
  file(WRITE ${OUTPUT} "namespace copyscope::assets::data {
extern const unsigned char ${SYMBOL}[];
extern const unsigned long ${SYMBOL}_size;
const unsigned char ${SYMBOL}[] = {
${values}0};
const unsigned long ${SYMBOL}_size = sizeof ${SYMBOL} - 1;
} // namespace copyscope::assets::data
")
  return()
endif()

set(embed_script ${CMAKE_CURRENT_LIST_FILE})

function(embed TARGET)
  cmake_parse_arguments(EMBED "" "" "ROOTS" ${ARGN})
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/embedded/${TARGET})
  set(files)
  foreach(root IN LISTS EMBED_ROOTS)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
         ${PROJECT_SOURCE_DIR}/${root}/*)
    list(APPEND files ${found})
  endforeach()
  list(FILTER files EXCLUDE REGEX "(^|/)\\.|~$")
  list(REMOVE_DUPLICATES files)
  list(SORT files)

  set(declarations)
  set(entries)
  set(sources ${folder}/index.cpp)
  foreach(file IN LISTS files)
    # The hash keeps names apart that differ only in what an identifier cannot hold.
    string(MAKE_C_IDENTIFIER ${file} symbol)
    string(SHA1 hash ${file})
    string(SUBSTRING ${hash} 0 8 hash)
    string(APPEND symbol _${hash})
    add_custom_command(
      OUTPUT ${folder}/${symbol}.cpp
      COMMAND ${CMAKE_COMMAND} -D INPUT=${PROJECT_SOURCE_DIR}/${file}
              -D OUTPUT=${folder}/${symbol}.cpp -D SYMBOL=${symbol} -P ${embed_script}
      DEPENDS ${PROJECT_SOURCE_DIR}/${file} ${embed_script}
      COMMENT "Embedding ${file}"
      VERBATIM)
    list(APPEND sources ${folder}/${symbol}.cpp)
    string(APPEND declarations
           "extern const unsigned char ${symbol}[];\nextern const unsigned long ${symbol}_size;\n")
    string(APPEND entries "    {\"${file}\", data::${symbol}, &data::${symbol}_size},\n")
  endforeach()

  # file(GENERATE) leaves the index alone where nothing has changed.
  file(GENERATE OUTPUT ${folder}/index.cpp CONTENT "#include \"assets/embedded.h\"

namespace copyscope::assets {
namespace data {
${declarations}} // namespace data

// Sorted by name; the last entry is empty, so that there is always one.
const EmbeddedFile embedded_files[] = {
${entries}    {nullptr, nullptr, nullptr},
};

} // namespace copyscope::assets
")
  target_sources(${TARGET} PRIVATE ${sources})
  set_source_files_properties(${sources} PROPERTIES SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

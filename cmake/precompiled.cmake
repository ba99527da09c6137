# precompiled(TARGET USES TARGET… HEADERS HEADER…): headers that most files include, compiled once.
#
# Rooms and tests take them with share_precompiled(TARGET FROM). A file still includes what it uses:
# builds without them show what is missing. Only the standard library and what costs a second stand in the lists; our own
# headers do not, since each change of one would compile everything again.
#
# g++ refuses a precompiled header where the command line differs in what matters to it (-pthread,
# the sanitizers, -O0 beside -O2), and says so (-Winvalid-pch): room.cmake gives all files the same.

# Off unless asked for: with the files of a room eight at a time, loading what was compiled (120 MB for
# the tests) takes 1.5 s of CPU time, and compiling it 1 to 1.9 s. And ccache keeps objects that are
# compiled with them only where its sloppiness has pch_defines,time_macros.
option(COPYSCOPE_PRECOMPILED "Precompile what most files include" OFF)

function(precompiled TARGET)
  cmake_parse_arguments(PRE "" "" "USES;HEADERS" ${ARGN})
  if(NOT COPYSCOPE_PRECOMPILED)
    return()
  endif()
  # A library has to have a source.
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${TARGET}.cpp)
  file(GENERATE OUTPUT ${source} CONTENT "// Nothing: ${TARGET} is its headers.\n")
  add_library(${TARGET} OBJECT ${source})
  target_link_libraries(${TARGET} PRIVATE copyscope_options ${PRE_USES})
  list(TRANSFORM PRE_HEADERS REPLACE "(.+)" "<\\1>")
  target_precompile_headers(${TARGET} PRIVATE ${PRE_HEADERS})
endfunction()

function(share_precompiled TARGET FROM)
  if(COPYSCOPE_PRECOMPILED)
    target_precompile_headers(${TARGET} REUSE_FROM ${FROM})
  endif()
endfunction()

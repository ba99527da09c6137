# precompiled(TARGET USES TARGET… HEADERS HEADER…): headers that most files include, compiled once.
#
# Rooms and tests take them with share_precompiled(TARGET FROM). A file still includes what it uses:
# builds without them (COPYSCOPE_PRECOMPILED=OFF: those of `./dev lint` and of the fuzz targets) show
# what is missing. Only the standard library and what costs a second stand in the lists; our own
# headers do not, since each change of one would compile everything again.
#
# g++ refuses a precompiled header where the command line differs in what matters to it (-pthread,
# the sanitizers, -O0 beside -O2), and says so (-Winvalid-pch): room.cmake gives all files the same.

set(precompiled_default ON)
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache")
  # ccache keeps what is compiled with them only where its owner allows it; without, not one object
  # would be kept, which costs more than they save.
  execute_process(COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} --get-config sloppiness
                  OUTPUT_VARIABLE sloppiness ERROR_QUIET)
  if(NOT sloppiness MATCHES "pch_defines" OR NOT sloppiness MATCHES "time_macros")
    set(precompiled_default OFF)
    message(STATUS "No precompiled headers: ccache needs the sloppiness pch_defines,time_macros for them")
  endif()
endif()
option(COPYSCOPE_PRECOMPILED "Precompile what most files include" ${precompiled_default})

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

#include "cli/app.h"

int main(int argc, char** argv) {
  return copyscope::cli::run_program(argc, argv);
}

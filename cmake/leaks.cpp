// Leaks that are not ours, for builds with AddressSanitizer: fontconfig keeps its configuration
// until the process ends, and cairo and pango hold fonts of it, so FcFini() would abort.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\n";
}

// Not told at the end of each run: tests read what the program writes to standard error.
extern "C" const char* __lsan_default_options() {
  return "print_suppressions=0";
}

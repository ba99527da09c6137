// What builds with AddressSanitizer need to tell our leaks from those of others.

// Modules stay loaded until the process ends. OpenGL unloads its driver when the window closes;
// what the driver's own globals held would look like a leak, of a module that has no name any more.
extern "C" int dlclose(void*) {
  return 0;
}

// fontconfig keeps its configuration until the process ends, and cairo and pango hold fonts of it,
// so FcFini() would abort.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\n";
}

// Not told at the end of each run: tests read what the program writes to standard error.
extern "C" const char* __lsan_default_options() {
  return "print_suppressions=0";
}

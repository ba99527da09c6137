/* The peer of the sink: the same sends to the same kind of card, written as one would without
 * Copyscope.
 *
 *   sink_plain_loop read-write|mmap-write|sendfile CHUNK PASSES CPU FILE…
 *
 * Sends the whole chunks of one FILE after the other, each as a datagram, to 198.18.0.6 and prints a
 * line a pass: nanoseconds of CPU time a send, and of a byte that is sent to oneself around it, which
 * tells whether the CPU kept its pace. Before each pass another file is sent, in vain, and the bytes
 * are taken out of the CPU's caches, as Copyscope has it. bench/compare_sink.py makes the card and runs it in turn with `copyscope real --path sink`. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static long cpu_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void require(int holds, const char* what) {
  if (holds) return;
  perror(what);
  exit(1);
}

static void send_all(const char* method, int file, const char* map, int s, long sends, size_t chunk,
                     char* buffer) {
  lseek(file, 0, SEEK_SET);
  for (long i = 0; i < sends; ++i) {
    if (strcmp(method, "read-write") == 0) {
      require(read(file, buffer, chunk) == (ssize_t)chunk, "read");
      require(write(s, buffer, chunk) == (ssize_t)chunk, "write");
    } else if (strcmp(method, "mmap-write") == 0) {
      require(write(s, map + (size_t)i * chunk, chunk) == (ssize_t)chunk, "write");
    } else {
      require(sendfile(s, file, NULL, chunk) == (ssize_t)chunk, "sendfile");
    }
  }
}

/* As real/sink/cold_memory.cpp. */
static void take_out_of_cpu_caches(const char* bytes, size_t count) {
#ifdef __x86_64__
  for (size_t at = 0; at < count; at += 64)
    __builtin_ia32_clflush(bytes + at);
#endif
  __sync_synchronize();
}

/* As real/probes/calm_cpu.cpp. */
static double pace_ns(const int* ends) {
  double least = 1e18;
  char byte = 0;
  for (int run = 0; run < 4; ++run) {
    const long begin = cpu_ns();
    for (int i = 0; i < 16; ++i)
      require(send(ends[0], &byte, 1, 0) == 1 && recv(ends[1], &byte, 1, 0) == 1, "socketpair");
    const double each = (double)(cpu_ns() - begin) / 16;
    if (each < least) least = each;
  }
  return least;
}

struct sent {
  int file;
  const char* map;
};

int main(int argc, char** argv) {
  require(argc > 5, "sink_plain_loop METHOD CHUNK PASSES CPU FILE...");
  const size_t chunk = (size_t)atol(argv[2]);
  cpu_set_t cpu;
  CPU_ZERO(&cpu);
  CPU_SET(atoi(argv[4]), &cpu);
  sched_setaffinity(0, sizeof cpu, &cpu);
  prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
  const int files = argc - 5;
  struct sent* all = calloc((size_t)files, sizeof *all);
  struct stat about;
  for (int i = 0; i < files; ++i) {
    all[i].file = open(argv[5 + i], O_RDONLY);
    require(all[i].file >= 0 && fstat(all[i].file, &about) == 0, argv[5 + i]);
    all[i].map = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, all[i].file, 0);
    require(all[i].map != MAP_FAILED, "mmap");
  }
  const long sends = about.st_size / (long)chunk; /* all are of one size */
  int ends[2];
  require(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0, "socketpair");
  char* buffer = mmap(NULL, chunk, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  require(buffer != MAP_FAILED, "memory");
  memset(buffer, 1, chunk);
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};
  inet_pton(AF_INET, "198.18.0.6", &to.sin_addr);
  require(s >= 0 && connect(s, (struct sockaddr*)&to, sizeof to) == 0, "connect");
  for (int pass = 0; pass < atoi(argv[3]); ++pass) {
    const struct sent *measured = &all[pass % files], *vain = &all[(pass + files - 1) % files];
    const int maps = strcmp(argv[1], "mmap-write") == 0; /* its pages are touched by the kernel before */
    if (maps) send_all(argv[1], measured->file, measured->map, s, sends, chunk, buffer);
    send_all(argv[1], vain->file, vain->map, s, sends, chunk, buffer);
    take_out_of_cpu_caches(measured->map, (size_t)about.st_size);
    const double before = pace_ns(ends);
    const long begin = cpu_ns();
    send_all(argv[1], measured->file, measured->map, s, sends, chunk, buffer);
    const double each = (double)(cpu_ns() - begin) / (double)sends, after = pace_ns(ends);
    printf("%.1f %.1f\n", each, before > after ? before : after);
  }
  return 0;
}

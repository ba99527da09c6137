/* The peer of the sink: the same sends to the same kind of card, written as one would without
 * Copyscope.
 *
 *   sink_plain_loop read-write|mmap-write|sendfile FILE CHUNK PASSES CPU
 *
 * Sends the whole chunks of FILE, each as a datagram, to 198.18.0.6 and prints a line a pass:
 * nanoseconds of CPU time a send. A pass goes before each, in vain, as Copyscope has it.
 * bench/compare_sink.py makes the card and runs it in turn with `copyscope real --path sink`. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

int main(int argc, char** argv) {
  require(argc == 6, "sink_plain_loop METHOD FILE CHUNK PASSES CPU");
  const size_t chunk = (size_t)atol(argv[3]);
  cpu_set_t cpu;
  CPU_ZERO(&cpu);
  CPU_SET(atoi(argv[5]), &cpu);
  sched_setaffinity(0, sizeof cpu, &cpu);
  int file = open(argv[2], O_RDONLY);
  struct stat about;
  require(file >= 0 && fstat(file, &about) == 0, argv[2]);
  const long sends = about.st_size / (long)chunk;
  const char* map = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, file, 0);
  require(map != MAP_FAILED, "mmap");
  char* buffer = mmap(NULL, chunk, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  require(buffer != MAP_FAILED, "memory");
  memset(buffer, 1, chunk);
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};
  inet_pton(AF_INET, "198.18.0.6", &to.sin_addr);
  require(s >= 0 && connect(s, (struct sockaddr*)&to, sizeof to) == 0, "connect");
  for (int pass = 0; pass < atoi(argv[4]); ++pass) {
    send_all(argv[1], file, map, s, sends, chunk, buffer);
    const long begin = cpu_ns();
    send_all(argv[1], file, map, s, sends, chunk, buffer);
    printf("%.1f\n", (double)(cpu_ns() - begin) / (double)sends);
  }
  return 0;
}

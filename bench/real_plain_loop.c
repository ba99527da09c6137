/* The peer of real mode: the same calls over the same path, written as one would without it.
 *
 *   real_plain_loop read-write|mmap-write|sendfile FILE CHUNK ROUNDS CPU
 *
 * Sends FILE over loopback to a forked receiver that keeps it in memory; both run on CPU. Prints a
 * line a round: nanoseconds from the first call to the receiver's last byte. One more round goes
 * before, as a warm-up. bench/compare_real.py runs it in turn with `copyscope real`. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static long now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void require(int holds, const char* what) {
  if (holds) return;
  perror(what);
  exit(1);
}

static void receive_rounds(int listener, size_t size, int rounds, int done) {
  char* buffer = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  require(buffer != MAP_FAILED, "mmap");
  madvise(buffer, size, MADV_HUGEPAGE);
  memset(buffer, 1, size);
  for (int i = 0; i < rounds; ++i) {
    int s = accept(listener, NULL, NULL);
    require(s >= 0 && send(s, "g", 1, 0) == 1, "accept");
    size_t got = 0;
    while (got < size) {
      ssize_t n = recv(s, buffer + got, size - got, 0);
      if (n <= 0) break;
      got += (size_t)n;
    }
    long last = got == size ? now_ns() : -1;
    require(write(done, &last, sizeof last) == sizeof last, "pipe");
    close(s);
  }
}

static void write_all(int s, const char* from, size_t bytes) {
  while (bytes > 0) {
    ssize_t n = write(s, from, bytes);
    require(n > 0, "write");
    from += n;
    bytes -= (size_t)n;
  }
}

static void send_file(const char* method, int file, int s, size_t size, size_t chunk, char* buffer) {
  if (strcmp(method, "read-write") == 0) {
    for (size_t at = 0; at < size;) {
      size_t part = size - at < chunk ? size - at : chunk;
      ssize_t n = read(file, buffer, part);
      require(n > 0, "read");
      write_all(s, buffer, (size_t)n);
      at += (size_t)n;
    }
  } else if (strcmp(method, "mmap-write") == 0) {
    char* map = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
    require(map != MAP_FAILED, "mmap");
    for (size_t at = 0; at < size; at += chunk)
      write_all(s, map + at, size - at < chunk ? size - at : chunk);
    munmap(map, size);
  } else {
    for (size_t at = 0; at < size;) {
      ssize_t n = sendfile(s, file, NULL, size - at < chunk ? size - at : chunk);
      require(n > 0, "sendfile");
      at += (size_t)n;
    }
  }
}

int main(int argc, char** argv) {
  require(argc == 6, "usage: real_plain_loop METHOD FILE CHUNK ROUNDS CPU");
  int file = open(argv[2], O_RDONLY);
  require(file >= 0, argv[2]);
  size_t size = (size_t)lseek(file, 0, SEEK_END);
  size_t chunk = (size_t)atol(argv[3]);
  int rounds = atoi(argv[4]) + 1;
  cpu_set_t cpu;
  CPU_ZERO(&cpu);
  CPU_SET(atoi(argv[5]), &cpu);
  sched_setaffinity(0, sizeof cpu, &cpu);

  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  require(bind(listener, (struct sockaddr*)&address, length) == 0 && listen(listener, 1) == 0,
          "listen");
  getsockname(listener, (struct sockaddr*)&address, &length);
  int done[2];
  require(pipe(done) == 0, "pipe");
  pid_t receiver = fork();
  require(receiver >= 0, "fork");
  if (receiver == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    receive_rounds(listener, size, rounds, done[1]);
    _exit(0);
  }

  char* buffer = malloc(chunk);
  memset(buffer, 1, chunk);
  while (read(file, buffer, chunk) > 0) {} /* once: before each round it would warm the CPU's cache */
  for (int i = 0; i < rounds; ++i) {
    lseek(file, 0, SEEK_SET);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(s, IPPROTO_TCP, TCP_CONGESTION, "reno", 4);
    char go;
    require(connect(s, (struct sockaddr*)&address, length) == 0 && recv(s, &go, 1, 0) == 1,
            "connect");
    long begin = now_ns(), end = 0;
    send_file(argv[1], file, s, size, chunk, buffer);
    shutdown(s, SHUT_WR);
    require(read(done[0], &end, sizeof end) == sizeof end && end > 0, "the receiver");
    if (i > 0) printf("%ld\n", end - begin);
    close(s);
  }
  wait(NULL);
  return 0;
}

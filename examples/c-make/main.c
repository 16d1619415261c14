#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__x86_64__)
#define ARCHITECTURE "amd64"
#elif defined(__aarch64__)
#define ARCHITECTURE "arm64"
#elif defined(__arm__)
#define ARCHITECTURE "arm"
#elif defined(__i386__)
#define ARCHITECTURE "386"
#elif defined(__powerpc64__)
#define ARCHITECTURE "ppc64le"
#elif defined(__s390x__)
#define ARCHITECTURE "s390x"
#elif defined(__riscv)
#define ARCHITECTURE "riscv64"
#endif

int main(int argc, char **argv) {
  double number = argc > 1 ? atof(argv[1]) : 5;
  printf("Hello %.0f %s\n", tgamma(number + 1), ARCHITECTURE);
  return 0;
}

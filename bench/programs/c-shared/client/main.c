#include "libgreeter.h"
#include <stdio.h>

int main(void) {
  puts(Greet("world"));
  return 0;
}

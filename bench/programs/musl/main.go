package main

/*
#include <stdlib.h>
#include <string.h>
#include <errno.h>

// musl's words, which glibc has otherwise
static const char *words(void) { return strerror(ETIMEDOUT); }
*/
import "C"

import "fmt"

func main() {
	C.srandom(42)
	fmt.Println(C.GoString(C.words()), int(C.random()))
}

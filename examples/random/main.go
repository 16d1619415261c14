package main

// #include <stdlib.h>
import "C"

import (
	"fmt"
	"runtime"
)

func main() {
	C.srandom(42)
	fmt.Println("Hello", int(C.random()), runtime.GOARCH)
}

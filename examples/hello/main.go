package main

import (
	"crypto/sha256"
	"fmt"
	"runtime"
)

func main() {
	fmt.Printf("Hello %x %s\n", sha256.Sum256([]byte("hello")), runtime.GOARCH)
}

package main

import "C"

import (
	"crypto/sha256"
	"fmt"
)

//export Greet
func Greet(name *C.char) *C.char {
	return C.CString(fmt.Sprintf("Hello %x", sha256.Sum256([]byte(C.GoString(name)))))
}

func main() {}

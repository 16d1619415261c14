package main

/*
#cgo pkg-config: libcrypto
#include <openssl/evp.h>
#include <openssl/crypto.h>
*/
import "C"

import (
	"fmt"
	"runtime"
	"unsafe"
)

func main() {
	text := []byte("hello")
	digest := make([]byte, 64)
	var length C.uint
	if C.EVP_Digest(unsafe.Pointer(&text[0]), C.size_t(len(text)), (*C.uchar)(&digest[0]), &length, C.EVP_blake2s256(), nil) != 1 {
		panic("no digest")
	}
	fmt.Printf("%s, %s: %x\n", runtime.Version(), C.GoString(C.OpenSSL_version(0)), digest[:length])
}

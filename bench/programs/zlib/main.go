package main

/*
#cgo pkg-config: zlib
#include <stdlib.h>
#include <zlib.h>

static unsigned long deflated(const char *text, unsigned long length) {
	unsigned long size = compressBound(length);
	unsigned char *out = malloc(size);
	if (compress2(out, &size, (const unsigned char *)text, length, 9) != Z_OK) size = 0;
	free(out);
	return size;
}
*/
import "C"

import (
	"fmt"
	"strings"
)

func main() {
	text := strings.Repeat("hello, zlib ", 1000)
	crc := C.crc32(0, (*C.Bytef)(C.CBytes([]byte(text))), C.uInt(len(text)))
	fmt.Printf("zlib %s: %d bytes become %d, crc %08x\n", C.GoString(C.zlibVersion()), len(text),
		C.deflated(C.CString(text), C.ulong(len(text))), uint32(crc))
}

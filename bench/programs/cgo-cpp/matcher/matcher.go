// Package matcher calls the C++ standard library.
package matcher

// #cgo CXXFLAGS: -std=c++17 -O2
// #cgo LDFLAGS: -lstdc++
// #include <stdlib.h>
// #include "matcher.h"
import "C"

import "unsafe"

// Date tells what a text is.
func Date(text string) string {
	in := C.CString(text)
	defer C.free(unsafe.Pointer(in))
	out := C.date(in)
	defer C.free(unsafe.Pointer(out))
	return C.GoString(out)
}

package main

// #cgo pkg-config: libusb-1.0
// #include <libusb.h>
import "C"

import (
	"fmt"

	"github.com/google/gousb"
	"github.com/google/gousb/usbid"
)

func main() {
	version := C.libusb_get_version()
	description := &gousb.DeviceDesc{Vendor: 0x1d6b, Product: 2}
	fmt.Printf("libusb %d.%d.%d: %s, %v, %s\n", version.major, version.minor, version.micro,
		gousb.ErrorAccess, gousb.TransferTypeBulk, usbid.Describe(description))
}

package main

/*
#cgo pkg-config: opus
#include <opus.h>

// encodes 20 ms of silence; the length of the packet, or a negative error
static int encode_silence(void) {
	int error = 0;
	OpusEncoder *encoder = opus_encoder_create(48000, 1, OPUS_APPLICATION_AUDIO, &error);
	if (encoder == NULL) return error;
	opus_int16 samples[960] = {0};
	unsigned char packet[256];
	int length = opus_encode(encoder, samples, 960, packet, sizeof packet);
	opus_encoder_destroy(encoder);
	return length;
}
*/
import "C"

import (
	"database/sql"
	"fmt"
	"log"
	"runtime"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		log.Fatal(err)
	}
	var version string
	if err := db.QueryRow("select sqlite_version()").Scan(&version); err != nil {
		log.Fatal(err)
	}
	packet := int(C.encode_silence())
	if packet <= 0 {
		log.Fatalf("opus: error %d", packet)
	}
	fmt.Printf("Hello SQLite %s, %s (%d bytes of silence) %s\n", version, C.GoString(C.opus_get_version_string()), packet, runtime.GOARCH)
}

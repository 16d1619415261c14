package main

import (
	"bytes"
	"fmt"
	"log"

	"github.com/DataDog/zstd"
)

func main() {
	text := bytes.Repeat([]byte("hello, zstd "), 1000)
	small, err := zstd.CompressLevel(nil, text, 19)
	if err != nil {
		log.Fatal(err)
	}
	back, err := zstd.Decompress(nil, small)
	fmt.Println("zstd:", len(text), "bytes become", len(small), bytes.Equal(text, back), err)
}

package main

import (
	"fmt"

	"cgo-cpp/matcher"
)

var version string

func main() {
	for _, text := range []string{"2026-11-25", "yesterday", "("} {
		fmt.Printf("%s: %s %s\n", version, text, matcher.Date(text))
	}
}

package main

import (
	"bytes"
	"fmt"
	"log"

	"github.com/zaf/resample"
	"gopkg.in/hraban/opus.v2"
)

func main() {
	encoder, err := opus.NewEncoder(48000, 1, opus.AppVoIP)
	if err != nil {
		log.Fatal(err)
	}
	packet := make([]byte, 1000)
	n, err := encoder.Encode(make([]int16, 960), packet)
	if err != nil {
		log.Fatal(err)
	}
	decoder, err := opus.NewDecoder(48000, 1)
	if err != nil {
		log.Fatal(err)
	}
	samples := make([]int16, 960)
	decoded, err := decoder.Decode(packet[:n], samples)
	if err != nil {
		log.Fatal(err)
	}
	_, err = opus.NewStream(bytes.NewReader([]byte("not Ogg")))
	var out bytes.Buffer
	resampler, err2 := resample.New(&out, 48000, 16000, 1, resample.I16, resample.HighQ)
	if err2 != nil {
		log.Fatal(err2)
	}
	if _, err := resampler.Write(make([]byte, 96000)); err != nil {
		log.Fatal(err)
	}
	if err := resampler.Close(); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s: %d bytes, %d samples; opusfile: %v; soxr: %d bytes\n", opus.Version(), n, decoded, err, out.Len())
}

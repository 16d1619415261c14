package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"log"

	"github.com/h2non/bimg"
)

func main() {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 64, 32))); err != nil {
		log.Fatal(err)
	}
	small, err := bimg.NewImage(picture.Bytes()).Process(bimg.Options{Width: 16, Height: 8, Force: true, Type: bimg.WEBP})
	if err != nil {
		log.Fatal(err)
	}
	size, err := bimg.NewImage(small).Size()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("libvips %s: %s of %d x %d\n", bimg.VipsVersion, bimg.DetermineImageTypeName(small), size.Width, size.Height)
}

//go:build tools

// Package lab pins, with checksums, the programs that the lab is made of.
package lab

import (
	_ "github.com/docker/buildx/cmd/buildx"
	_ "github.com/google/go-containerregistry/cmd/crane"
	_ "github.com/moby/buildkit/cmd/buildctl"
	_ "github.com/moby/buildkit/cmd/buildkitd"
	_ "github.com/moby/buildkit/frontend/dockerfile/cmd/dockerfile-frontend"
)

// docker/dockerfile:1.2 as BuildKit 0.8 has it; what it replaces there cannot be had any more, and golang.org/x/sys of then is refused by Go of today
module frontend
go 1.17
require (
 github.com/moby/buildkit v0.8.3
 golang.org/x/sys v0.30.0
)
replace (
	github.com/docker/docker => github.com/docker/docker v20.10.27+incompatible
	github.com/hashicorp/go-immutable-radix => github.com/tonistiigi/go-immutable-radix v0.0.0-20170803185627-826af9ccf0fe
	github.com/jaguilar/vt100 => github.com/tonistiigi/vt100 v0.0.0-20190402012908-ad4c4a574305
)

// docker/dockerfile:1.3 as BuildKit 0.9 has it; as in 1.2.mod
module frontend
go 1.17
require (
 github.com/moby/buildkit v0.9.3
 golang.org/x/sys v0.30.0
)
replace github.com/docker/docker => github.com/docker/docker v20.10.27+incompatible
replace go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc => go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc v0.24.0
replace go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp => go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp v0.24.0
replace go.opentelemetry.io/contrib/instrumentation/net/http/httptrace/otelhttptrace => go.opentelemetry.io/contrib/instrumentation/net/http/httptrace/otelhttptrace v0.24.0

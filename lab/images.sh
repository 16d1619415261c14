# shellcheck shell=bash
# Images, in the registry under the names people write. Sourced.
# Each platform's image is lab/<name>:<suite>-<platform>; the name itself is a list of whatever platforms there are, so a later platform joins it.

PLATFORMS="amd64 arm64 arm-v7 386 ppc64le s390x riscv64"

# push_tar <tar> <platform> lab/part:<what> [crane mutate's flags…]: one layer, one image; `tagged` then gives it the name that counts
push_tar() {
  local tar=$1 platform=$2 name=$3
  shift 3
  logged crane crane append -f "$tar" -t "$REGISTRY/$name"
  logged crane crane mutate "$REGISTRY/$name" --set-platform "$(platform_of "$platform")" "$@" -t "$REGISTRY/$name"
}

# join <lab name:tag> <name> <tag…>: the list of all its platforms, under each tag, when it is not that already
join() {
  local from=$1 name=$2 platform tag have=() want
  shift 2
  for platform in $PLATFORMS; do exists "lab/$from-$platform" && have+=("$REGISTRY/lab/$from-$platform"); done
  want=$(for platform in "${have[@]}"; do crane digest "$platform"; done)
  if [ "$(crane manifest "$REGISTRY/$name:$1" 2>/dev/null | jq -r '.manifests[]?.digest')" != "$want" ]; then
    say "$name:$1 for ${have[*]#*"$from-"}"
    # shellcheck disable=SC2046
    crane index append $(printf -- '-m %s ' "${have[@]}") -t "$REGISTRY/$name:$1" >/dev/null 2>&1
  fi
  for tag in "${@:2}"; do [ "$(crane digest "$REGISTRY/$name:$tag" 2>/dev/null)" = "$(crane digest "$REGISTRY/$name:$1")" ] || crane tag "$REGISTRY/$name:$1" "$tag" >/dev/null 2>&1; done
}

# shellcheck source=images/debian/settings.sh
source "$here/images/debian/settings.sh"

# images on Debian are made anew when what is added to it changes
settings=$(cat "$here"/images/debian/* | sha256sum | cut -c1-8)

debian_image() { # <suite> <platform>
  exists "lab/debian:$settings-$1-$2" && return
  bootstrap "$1" "$2" "$1-$2"
  debian_settings "$1" "$LAB/tmp/debian-$1.tar"
  push_tar "$LAB/rootfs/$1-$2.tar" "$2" lab/part:debian --append "$LAB/tmp/debian-$1.tar" --cmd bash
  tagged lab/part:debian lab/debian "$settings-$1-$2"
  docker image rm -f "debian:$1" >/dev/null 2>&1 || true
}

golang_image() { # <suite> <platform>, as the official one: Debian, the C compilers, git, Go under /usr/local/go
  local arch
  arch=$(goarch_of "$2")
  exists "lab/golang:$GO-$settings-$1-$2" && return
  go_toolchain "$arch"
  emulate "$2"
  image_builder
  say "golang:${GO%.*}-$1 for $(platform_of "$2")"
  logged "golang-$1-$2" docker buildx build --builder lab-images --provenance=false --platform "$(platform_of "$2")" --progress plain \
    --build-context "base=docker-image://$REGISTRY/lab/debian:$settings-$1-$2" --build-context "native=$LAB/native" --build-context "go=$LAB/go/$GO-$arch" --build-context certificates=/etc/ssl/certs \
    --build-arg "GOLANG_VERSION=$GO" -t "$REGISTRY/lab/golang:$GO-$settings-$1-$2" --push "$here/images/golang"
  # a machine with its own Go proxy
  local proxy
  proxy=$(go env GOPROXY)
  [ "$proxy" = https://proxy.golang.org,direct ] || crane mutate "$REGISTRY/lab/golang:$GO-$settings-$1-$2" --env "GOPROXY=$proxy" -t "$REGISTRY/lab/golang:$GO-$settings-$1-$2" >/dev/null
}

# a builder for the lab's own images; taken away at the end
image_builder() {
  docker buildx inspect lab-images >/dev/null 2>&1 && return
  docker buildx create --name lab-images --driver docker-container --driver-opt network=host --buildkitd-config "$LAB/buildkitd.toml" --bootstrap >/dev/null 2>&1
}

# bases <suite> <platform…>
bases() {
  local suite=$1 platform
  shift
  local slim=$suite-slim
  for platform in "$@"; do debian_image "$suite" "$platform"; done
  if [ "$suite" = "$SUITE" ]; then join "debian:$settings-$suite" library/debian "$suite" "$slim" latest stable-slim; else join "debian:$settings-$suite" library/debian "$suite" "$slim"; fi
  for platform in "$@"; do golang_image "$suite" "$platform"; done
  if [ "$suite" = "$SUITE" ]; then
    join "golang:$GO-$settings-$suite" library/golang "${GO%.*}-$suite" "$GO-$suite" "${GO%.*}" "$GO" "$suite" latest
  else join "golang:$GO-$settings-$suite" library/golang "${GO%.*}-$suite" "$GO-$suite" "$suite"; fi
}

# plain_tar <folder> <tar>: the same bytes for the same files
plain_tar() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C "$1" -cf "$2" .; }

# tagged <from> <name> <tag…>: the names of an image; the last tag is the one that says it is done
tagged() {
  local tag
  for tag in "${@:3}"; do logged crane crane copy "$REGISTRY/$1" "$REGISTRY/$2:$tag"; done
}

# to_engine <name:tag>: the engine has it too, under the name people write
to_engine() {
  docker image inspect "$1" >/dev/null 2>&1 && return
  docker pull -q "$REGISTRY/$2" >/dev/null && docker tag "$REGISTRY/$2" "$1"
}

binfmt_image() {
  local tree=$LAB/tmp/binfmt qemu version
  version=lab-$(qemu_version)-$(sha256sum "$LAB/bin/binfmt" | cut -c1-12)
  if ! exists "tonistiigi/binfmt:$version"; then
    say "tonistiigi/binfmt"
    rm -rf "$tree"
    mkdir -p "$tree"/usr/{bin,lib/binfmt.d} "$tree"/{proc,dev,sys,tmp}
    install -m 755 "$LAB/bin/binfmt" "$tree/usr/bin/binfmt"
    for qemu in aarch64 arm i386 loongarch64 mips64 mips64el ppc64le riscv64 s390x x86_64; do
      install -m 755 "/usr/bin/qemu-$qemu-static" "$tree/usr/bin/qemu-$qemu"
      [ ! -e "/usr/lib/binfmt.d/qemu-$qemu.conf" ] || cp "/usr/lib/binfmt.d/qemu-$qemu.conf" "$tree/usr/lib/binfmt.d/"
    done
    plain_tar "$tree" "$tree.tar"
    push_tar "$tree.tar" amd64 lab/part:binfmt --entrypoint /usr/bin/binfmt
    tagged lab/part:binfmt tonistiigi/binfmt latest "qemu-v$(qemu_version)" "$version"
    docker image rm -f tonistiigi/binfmt:latest >/dev/null 2>&1 || true
  fi
  to_engine tonistiigi/binfmt:latest tonistiigi/binfmt:latest
}

buildkit_image() {
  local tree=$LAB/tmp/buildkit version
  version=$(cat "$LAB/buildkit.version")
  if ! exists "moby/buildkit:$version"; then
    say "moby/buildkit"
    bootstrap "$SUITE" amd64 buildkit runc,git,iptables,openssh-client,pigz,xz-utils
    rm -rf "$tree"
    mkdir -p "$tree/usr/bin"
    cp "$LAB/bin/buildkitd" "$LAB/bin/buildctl" "$tree/usr/bin/"
    plain_tar "$tree" "$tree.tar"
    push_tar "$LAB/rootfs/buildkit.tar" amd64 lab/part:buildkit --append "$tree.tar" --entrypoint buildkitd
    tagged lab/part:buildkit moby/buildkit latest buildx-stable-1 "$version"
    docker image rm -f moby/buildkit:buildx-stable-1 >/dev/null 2>&1 || true
  fi
  to_engine moby/buildkit:buildx-stable-1 moby/buildkit:buildx-stable-1
}

# old_frontends: those without heredocs, which people pin
old_frontends() {
  local release tree version
  for release in 1.2 1.3; do
    version=lab-$release-$(sha256sum "$here/frontends/$release.mod" | cut -c1-12)
    exists "docker/dockerfile:$version" && continue
    say "docker/dockerfile:$release"
    tree=$LAB/tmp/frontend-$release
    rm -rf "$tree"
    mkdir -p "$tree"/{src,root/bin}
    cp "$here/frontends/$release.mod" "$tree/src/go.mod"
    CGO_ENABLED=0 GOFLAGS='-buildvcs=false -mod=mod' logged "frontend-$release" \
      go -C "$tree/src" build -o "$tree/root/bin/" github.com/moby/buildkit/frontend/dockerfile/cmd/dockerfile-frontend
    plain_tar "$tree/root" "$tree.tar"
    push_tar "$tree.tar" amd64 lab/part:frontend --entrypoint /bin/dockerfile-frontend --label moby.buildkit.frontend.network.none=true \
      --label moby.buildkit.frontend.caps=moby.buildkit.frontend.inputs
    tagged lab/part:frontend docker/dockerfile "$release" "$version"
  done
}

# what `# syntax=docker/dockerfile:1` asks for
frontend_image() {
  local tree=$LAB/tmp/frontend version
  version=lab-$(sha256sum "$LAB/bin/dockerfile-frontend" | cut -c1-12)
  exists "docker/dockerfile:$version" && return
  say "docker/dockerfile"
  rm -rf "$tree"
  mkdir -p "$tree/bin"
  install -m 755 "$LAB/bin/dockerfile-frontend" "$tree/bin/"
  plain_tar "$tree" "$tree.tar"
  push_tar "$tree.tar" amd64 lab/part:frontend --entrypoint /bin/dockerfile-frontend --label moby.buildkit.frontend.network.none=true \
    --label moby.buildkit.frontend.caps=moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts,moby.buildkit.frontend.gitquerystring
  tagged lab/part:frontend docker/dockerfile 1 1.4 1.7 1.10 latest "$version"
}

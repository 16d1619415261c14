# shellcheck shell=bash
# An image laid out like Alpine (musl in /usr/lib, busybox, /etc/alpine-release, Go) for its libc and its layout, not for apk. Sourced.

musl_images() {
  local platform
  for platform in amd64 arm64; do musl_image "$platform"; done
  join alpinelike:3.20 library/alpinelike 3.20 latest
}

musl_image() {
  local platform=$1 tree=$LAB/tmp/alpinelike-$1 deb=$LAB/tmp/alpinelike-$1-packages machine gnu triple gcc applet
  exists "lab/alpinelike:3.20-$platform" && return
  say "alpinelike for linux/$platform"
  case $platform in amd64) machine=x86_64;; arm64) machine=aarch64;; esac
  gnu=$machine-linux-gnu triple=$machine-alpine-linux-musl
  TMPDIR=$LAB/tmp logged "alpinelike-$platform" mmdebstrap --variant=extract --include=musl,musl-dev,busybox-static,libgcc-12-dev --arch="$platform" --format=directory \
    bookworm "$deb" "deb $(debian_uri) bookworm main"
  gcc=usr/lib/gcc/$triple/12
  mkdir -p "$tree"/{bin,lib,tmp,root,proc,sys,dev,usr/bin,usr/lib,usr/include,usr/local/bin,usr/local/sbin,etc/ssl/certs,$gcc}
  chmod 1777 "$tree/tmp"
  cp -L "$deb/lib/ld-musl-$machine.so.1" "$tree/lib/"
  cp -L "$deb/usr/lib/$machine-linux-musl"/*.[ao] "$tree/usr/lib/"
  ln -sf "/lib/ld-musl-$machine.so.1" "$tree/usr/lib/libc.so"
  cp -r "$deb/usr/include/$machine-linux-musl"/* "$tree/usr/include/"
  cp "$deb/usr/lib/gcc/$gnu/12"/{crtbegin,crtbeginS,crtbeginT,crtend,crtendS}.o "$deb/usr/lib/gcc/$gnu/12"/libgcc{,_eh}.a "$tree/$gcc/"
  cp "$deb/usr/lib/gcc/$gnu/12/libgcc_eh.a" "$tree/usr/lib/libgcc_s.a"   # Alpine has a shared one here
  cp -L "$deb/bin/busybox" "$tree/bin/"
  for applet in sh ls cat mkdir rm cp mv env uname printf echo grep sed head which chmod ln test tr sort; do ln -sf /bin/busybox "$tree/bin/$applet"; done
  printf 'NAME="Alpine-like"\nID=alpine\nVERSION_ID=3.20.0\n' >"$tree/etc/os-release"; echo 3.20.0 >"$tree/etc/alpine-release"
  printf 'root:x:0:0:root:/root:/bin/sh\n' >"$tree/etc/passwd"; printf 'root:x:0:\n' >"$tree/etc/group"
  cp /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/"
  go_toolchain "$platform"; cp -r "$LAB/go/$GO-$platform" "$tree/usr/local/go"
  plain_tar "$tree" "$tree.tar"
  push_tar "$tree.tar" "$platform" lab/part:alpinelike --cmd /bin/sh --env PATH=/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --env GOTOOLCHAIN=local --env HOME=/root
  tagged lab/part:alpinelike lab/alpinelike "3.20-$platform"
  rm -rf "$tree" "$deb"
}

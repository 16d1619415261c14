# shellcheck shell=bash
# An image laid out like Alpine (musl in /usr/lib, busybox, /etc/alpine-release, Go) for its libc and its layout, not for apk; and the
# same with a C compiler, which is Debian's driver told to link with musl. Sourced.

musl_images() {
  local platform
  for platform in amd64 arm64; do musl_image "$platform" && musl_compiler_image "$platform"; done
  join alpinelike:3.20 library/alpinelike 3.20 latest
  join "alpinelike-build:$GO-alpine" library/alpinelike-build "${GO%.*}-alpine"
}

musl_image() {
  local platform=$1 tree=$LAB/tmp/alpinelike-$1 deb=$LAB/tmp/alpinelike-$1-packages machine gnu triple gcc applet
  exists "lab/alpinelike:3.20-$platform" && return
  say "alpinelike for linux/$platform"
  case $platform in amd64) machine=x86_64 ;; arm64) machine=aarch64 ;; esac
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
  cp "$deb/usr/lib/gcc/$gnu/12/libgcc_eh.a" "$tree/usr/lib/libgcc_s.a" # Alpine has a shared one here
  cp -L "$deb/bin/busybox" "$tree/bin/"
  for applet in sh ls cat mkdir rm cp mv env uname printf echo grep sed head tail which chmod ln test tr sort awk cmp cut paste tac basename dirname sleep touch wc id true false; do ln -sf /bin/busybox "$tree/bin/$applet"; done
  printf 'NAME="Alpine-like"\nID=alpine\nVERSION_ID=3.20.0\n' >"$tree/etc/os-release"
  echo 3.20.0 >"$tree/etc/alpine-release"
  printf 'root:x:0:0:root:/root:/bin/sh\n' >"$tree/etc/passwd"
  printf 'root:x:0:\n' >"$tree/etc/group"
  cp /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/"
  go_toolchain "$platform"
  cp -r "$LAB/go/$GO-$platform" "$tree/usr/local/go"
  plain_tar "$tree" "$tree.tar"
  push_tar "$tree.tar" "$platform" lab/part:alpinelike --cmd /bin/sh --env PATH=/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --env GOTOOLCHAIN=local --env HOME=/root
  tagged lab/part:alpinelike lab/alpinelike "3.20-$platform"
  rm -rf "$tree" "$deb"
}

# On top of that one: gcc and binutils with their own C library beside. It finds musl's headers and start files where Alpine has them.
musl_compiler_image() {
  local platform=$1 tree=$LAB/tmp/alpinelike-build-$1 deb=$LAB/tmp/alpinelike-build-$1-packages gnu loader tool
  exists "lab/alpinelike-build:$GO-alpine-$platform" && return
  say "alpinelike-build for linux/$platform"
  case $platform in amd64) gnu=x86_64-linux-gnu loader=ld-musl-x86_64.so.1 ;; arm64) gnu=aarch64-linux-gnu loader=ld-musl-aarch64.so.1 ;; esac
  emulate "$platform"
  TMPDIR=$LAB/tmp logged "alpinelike-build-$platform" mmdebstrap --variant=extract --include=gcc-12,binutils,dash --arch="$platform" --format=directory \
    bookworm "$deb" "deb $(debian_uri) bookworm main"
  rm -rf "$tree"
  mkdir -p "$tree/usr/bin" "$tree/usr/lib"
  for tool in "$deb/usr/bin/"*; do case $tool in *gcc* | *cpp* | *-as | *-ld | *-ld.bfd | *-ar | *-ranlib | *-nm | *-strip | *-objdump | *-readelf | */as | */ld | */ar | */ranlib | */nm | */strip | */objdump | */readelf) cp -a "$tool" "$tree/usr/bin/" ;; esac done
  ln -sf "$gnu-gcc-12" "$tree/usr/bin/gcc"
  ln -sf gcc "$tree/usr/bin/cc"
  # Debian's busybox starts its own programs by argv[0], which QEMU does not pass on
  mkdir -p "$tree/bin"
  cp -L "$deb/bin/dash" "$tree/bin/sh"
  cp -a "$deb/usr/lib/gcc" "$tree/usr/lib/"
  [ ! -d "$deb/usr/libexec" ] || cp -a "$deb/usr/libexec" "$tree/usr/"
  # bookworm's packages still have these under /lib
  for tool in lib lib64 "usr/lib/$gnu"; do [ ! -d "$deb/$tool" ] || { mkdir -p "$tree/$tool" && cp -a "$deb/$tool/." "$tree/$tool/"; }; done
  rm -rf "$tree/lib/modprobe.d" "$tree/lib/systemd" "$tree/lib/udev"
  chroot "$deb" "/usr/bin/$gnu-gcc-12" -dumpspecs | sed -E "s#/lib(64)?/ld-linux-(x86-64|aarch64(%\{[^}]*\})*)\.so\.[0-9]#/lib/$loader#g" >"$tree/usr/lib/gcc/$gnu/12/specs"
  plain_tar "$tree" "$tree.tar"
  logged crane crane append -b "$REGISTRY/lab/alpinelike:3.20-$platform" -f "$tree.tar" -t "$REGISTRY/lab/part:alpinelike-build"
  logged crane crane mutate "$REGISTRY/lab/part:alpinelike-build" --env "GOLANG_VERSION=$GO" --env CGO_ENABLED=1 -t "$REGISTRY/lab/part:alpinelike-build"
  tagged lab/part:alpinelike-build lab/alpinelike-build "$GO-alpine-$platform"
  rm -rf "$tree" "$deb"
}

#!/bin/sh
# Prepares a stage that runs on the build platform to compile for the target platform.
# Usage: setup.sh [pure] [pinned] [platform=PLATFORM]... [product=NAME]... [tool=NAME]...
# pure: nothing in the stage needs a C compiler. pinned: the Dockerfile itself runs the stage on the build platform, so its
# programs mean that one, and only a go command with the target's GOARCH the target. platform: set up for these alone.
# product and tool: what `go install path@version` makes for the target alone, and for the build alone.
# Reads ../target of its kit and writes /.crossbuild: bin/ (shims, first in PATH), native/, lib/, target.
set -eu
kit=${0%/*}
# empty in a build; the tests set up a folder instead
system=${CROSSBUILD_SYSTEM-}
root=$system/.crossbuild

CROSS_PURE=0 CROSS_PINNED=0 CROSS_PRODUCTS= CROSS_TOOLS= only=
for word; do
  case $word in
    pure) CROSS_PURE=1 ;;
    pinned) CROSS_PINNED=1 ;;
    platform=*) only="$only ${word#platform=} " ;;
    product=*) CROSS_PRODUCTS="$CROSS_PRODUCTS ${word#product=}" ;;
    tool=*) CROSS_TOOLS="$CROSS_TOOLS ${word#tool=}" ;;
  esac
done

BUILDARCH= TARGETPLATFORM= TARGETARCH= CROSSBUILD_CROSS_PACKAGES=
while IFS='=' read -r key text || [ -n "$key" ]; do
  case $key in
    BUILDARCH | TARGETPLATFORM | TARGETARCH | CROSSBUILD_CROSS_PACKAGES) eval "$key=\$text" ;;
  esac
done <"${kit%/*}/target"

# the build platform's own binaries need no translation, and then no shim may exist
[ "$BUILDARCH" != "$TARGETARCH" ] || exit 0
case ${only:-all} in
  all | *" $TARGETPLATFORM "*) ;;
  *) exit 0 ;;
esac

mkdir -p "$root/bin" "$root/lib" "$root/native"
cp "$kit"/*.sh "$root/lib/"
chmod 755 "$root/lib"/*.sh
. "$root/lib/common.sh"
. "$root/lib/targets.sh"

CROSS_PLATFORM=$TARGETPLATFORM CROSS_BUILD_GOARCH=$BUILDARCH CROSS_GOARCH=$TARGETARCH
CROSS_GO= CROSS_CFLAGS= CROSS_DEBIAN= CROSS_TRIPLE= CROSS_MULTIARCH= CROSS_GCC= CROSS_GXX= CROSS_APK= CROSS_MUSL=
CROSS_CLANG= CROSS_SYSROOT= CROSS_PKG_CONFIG_SYSROOT_DIR=
CROSS_ARCHIVE=1 CROSS_BIN=$system/usr/bin CROSS_CC= CROSS_CXX= CROSS_AR= CROSS_PKG_CONFIG_LIBDIR=
target_of "$TARGETPLATFORM" || fail "cross has no compiler for $TARGETPLATFORM. Write strategy: accelerate"

ID= ID_LIKE= PRETTY_NAME= VERSION_CODENAME= UBUNTU_CODENAME=
[ ! -f "$system/etc/os-release" ] || . "$system/etc/os-release"
CROSS_DISTRIBUTION=${PRETTY_NAME:-this image}

# What the shims know, in a form that they source.
write_target() {
  for name in PLATFORM BUILD_GOARCH GOARCH GO CFLAGS DEBIAN TRIPLE MULTIARCH GCC GXX APK SYSROOT ARCHIVE BIN CC CXX AR CLANG \
    PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR PURE PINNED PRODUCTS TOOLS REAL_GO DISTRIBUTION; do
    eval "text=\$CROSS_$name"
    printf "CROSS_%s='%s'\n" "$name" "$(printf %s "$text" | sed "s/'/'\\\\''/g")"
  done >"$root/target"
}

. "$root/lib/shims.sh"
CROSS_REAL_GO=
ln -sf ../lib/go.sh "$root/bin/go"
go_shim
if [ "$CROSS_PURE" = 1 ]; then
  write_target
elif command -v apt-get >/dev/null; then
  . "$root/lib/setup-apt.sh"
elif command -v apk >/dev/null; then
  . "$root/lib/setup-alpine.sh"
else
  fail "cross knows the packages of Debian, Ubuntu and Alpine, not those of $CROSS_DISTRIBUTION. Write strategy: accelerate"
fi

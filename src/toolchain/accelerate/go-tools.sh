#!/bin/sh
# Makes /crossbuild/go-tool/linux_<target arch>: the compile, link, asm, cgo … of the build machine's Go, which produce code
# for every target, under the directory name where the target's own `go` command looks for them.
#
# Wiring. Run as root in a stage FROM --platform=$BUILDPLATFORM <the base of the stage it will serve>, with the kit mounted
# on /.crossbuild-kit. A RUN of a stage where Go is installed then gets
#   --mount=type=bind,from=<this stage>,source=/crossbuild/go-tool,target=<GOROOT>/pkg/tool
# GOROOT is /usr/local/go in golang's images; /crossbuild/goroot holds the one found here. The `go` command stays the
# target's: version, build cache keys, GOHOSTARCH and `go env` do not change.
#
# Arguments: nothing (Go is in the base), or `apt <package>` or `apk <package>`, where the user's stage installs it.
set -eu
PATH=$PATH:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
GOTOOLCHAIN=local
GOFLAGS=
GOENV=off
DEBIAN_FRONTEND=noninteractive
export PATH LC_ALL GOTOOLCHAIN GOFLAGS GOENV DEBIAN_FRONTEND
unset LD_PRELOAD CDPATH GOOS GOARCH GOTOOLDIR || :
umask 022

kit=${CROSSBUILD_KIT:-/.crossbuild-kit}
arch=$(sed -n 's/^TARGETARCH=//p' "$kit/target")
rm -rf /crossbuild
mkdir -p /crossbuild/go-tool /crossbuild/work
cd /crossbuild/work

retried() {
  "$@" || { sleep 3 && "$@"; } || { sleep 5 && "$@"; }
}

case ${1:-} in
  '') goroot=$(go env GOROOT) ;;
  apt)
    retried apt-get update
    # only the compiler's own package is unpacked: no sources, no gcc
    names=$(apt-get -s install --no-install-recommends "$2" | sed -n 's/^Inst \(golang-[0-9.]*-go\) .*/\1/p')
    # shellcheck disable=SC2086 # a list of names
    [ -z "$names" ] || apt-get -o APT::Sandbox::User=root -o Acquire::Retries=3 download $names
    for deb in *.deb; do [ ! -e "$deb" ] || dpkg-deb -x "$deb" /crossbuild/work/root; done
    ;;
  apk)
    retried apk fetch --no-cache "$2"
    mkdir root
    for apk in *.apk; do tar -xzf "$apk" -C root 2>/dev/null; done
    ;;
  *) exit 2 ;;
esac
if [ -z "${goroot:-}" ]; then
  tool=$(find /crossbuild/work/root/usr/lib /usr/lib -path '*/pkg/tool/linux_*/compile' 2>/dev/null | head -1)
  goroot=${tool%/pkg/tool/*}
fi
printf '%s\n' "${goroot#/crossbuild/work/root}" >/crossbuild/goroot

for tool in "$goroot"/pkg/tool/linux_*; do
  [ -x "$tool/compile" ] || continue
  cp -RL "$tool" "/crossbuild/go-tool/linux_$arch"
  break
done
# a golang image without tools would leave the step worse off than emulated
"/crossbuild/go-tool/linux_$arch/compile" -V
rm -rf /crossbuild/work

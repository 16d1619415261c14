#!/bin/sh
# Makes /crossbuild/go-tool/linux_<target arch>: the compile, link, asm, cgo … of the build machine's Go, which produce code
# for every target, under the directory name where the target's own `go` command looks for them.
#
# Wiring. Run as root in a stage FROM --platform=$BUILDPLATFORM <the base of the stage it will serve>, with the kit mounted
# on /.crossbuild-kit. A RUN of a stage where Go is installed then gets
#   --mount=type=bind,from=<this stage>,source=/crossbuild/go-tool,target=<GOROOT>/pkg/tool
# GOROOT is /usr/local/go in golang's images; /crossbuild/goroot holds the one found here. The tools know the same version, so
# that keys of the build cache do not change.
#
# Makes /crossbuild/go as well, for a Go that is in the base: `own`, the target's `go` command, which is read from the base for the
# target, mounted on /.crossbuild-own; and `path`, what is mounted over it: go-command.sh, or where that would not do, the same.
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
    work=/crossbuild/work
    . "$kit/indexes.sh"
    retried update
    # only the compiler's own package is unpacked: no sources, no gcc; the plan says the same as the names, and takes longer
    names=$(cached apt-cache depends --recurse --important "$2" | sed -n 's/^golang-[0-9.]*-go$/&/p' | sort -u)
    case $names in
      *' '* | *"
"*) names=$(cached apt-get -s install --no-install-recommends "$2" | sed -n 's/^Inst \(golang-[0-9.]*-go\) .*/\1/p') ;;
    esac
    # of a pinned package that is the compiler's own, that version
    case $2 in "$names="*) names=$2 ;; esac
    # shellcheck disable=SC2086 # a list of names
    [ -z "$names" ] || download $names
    mkdir root
    for deb in *.deb; do [ ! -e "$deb" ] || dpkg-deb --fsys-tarfile "$deb" | tar -xC root --wildcards './usr/lib/go*/pkg/tool/*'; done
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
  # where the build machine's own `go` looks for them
  [ -e "/crossbuild/go-tool/${tool##*/}" ] || ln -s "linux_$arch" "/crossbuild/go-tool/${tool##*/}"
  break
done
# a golang image without tools would leave the step worse off than emulated
"/crossbuild/go-tool/linux_$arch/compile" -V
rm -rf /crossbuild/work

constant() { # FILE NAME: of Go's own record of how it was built
  sed -n "s/^const $2 = [\`\"]\(.*\)[\`\"]$/\1/p" "$1"
}

command_shell() { # the base's shell, for any root file system, and the first line of a script for it
  mkdir "$go/lib" && cp -L /bin/sh "$go/sh" || return
  loader=$(head -c 4096 /bin/sh | grep -aoE '/lib[0-9]*/ld-[-a-z0-9_.]*\.so\.[0-9]' | head -1)
  cp -L "$loader" "$go/ld.so" && chmod 755 "$go/sh" "$go/ld.so" || return
  # the loader is the library
  case $loader in */ld-musl-*) echo '#!/.crossbuild-go/ld.so /.crossbuild-go/sh' && return ;; esac
  library=$("$loader" --list /bin/sh | sed -n 's/.*libc\.so\.6 => \([^ ]*\) .*/\1/p')
  machine=${library%/*}
  cp -L "$library" "$go/lib/libc.so.6" || return
  . "$kit/relocate.sh"
  relocate /.crossbuild-go "$go/ld.so" "${machine##*/}/" && relocate /.crossbuild-go "$go/sh" && echo '#!/.crossbuild-go/sh'
}

command_script() { # writes it, or says why the target's own `go` has to answer
  case $(sed -n 's/^BUILDARCH=//p' "$kit/target")/$arch in "$arch/$arch" | amd64/386) echo 'it runs natively' && return 1 ;; esac
  cmp -s "$own/VERSION" "$goroot/VERSION" || { echo 'it is another version' && return 1; }
  # from 1.21 on GOTOOLCHAIN says which one runs, and CGO_ENABLED depends on whether there is a compiler
  case $(head -1 "$own/VERSION") in go1.2[1-9]* | go1.[3-9][0-9]*) ;; *) echo 'it is an old version' && return 1 ;; esac
  for name in defaultGOEXPERIMENT defaultGO_EXTLINK_ENABLED defaultGO_LDSO DefaultGOFIPS140; do
    [ "$(constant "$own/$record" $name)" = "$(constant "$goroot/$record" $name)" ] || { echo "$name is another" && return 1; }
  done
  [ -z "$(constant "$own/$record" DefaultCGO_ENABLED)" ] || { echo 'CGO_ENABLED has another default' && return 1; }
  ! head -c 4096 "$goroot/bin/go" | grep -aqE '/ld-[-a-z0-9_.]*\.so\.[0-9]' || { echo "the build machine's needs libraries" && return 1; }
  command_shell >"$go/path/go" || { echo 'the shell cannot be moved' && return 1; }
  case $arch in
    arm) level=GOARM ;; arm64) level=GOARM64 ;; mips64le) level=GOMIPS64 ;; ppc64le) level=GOPPC64 ;; riscv64) level=GORISCV64 ;;
    *) level= ;;
  esac
  {
    printf 'arch=%s level=%s default=%s root=%s\n' "$arch" "$level" "${level:+$(constant "$own/$record" "Default$level")}" "$goroot"
    cat "$kit/go-command.sh"
  } >>"$go/path/go"
  cp "$goroot/bin/go" "$go/go"
}

go=/crossbuild/go own=/.crossbuild-own$goroot record=src/internal/buildcfg/zbootstrap.go
[ -d "$own" ] || exit 0
mkdir -p "$go/own" "$go/path"
cp "$own/bin/go" "$go/own/go"
why=$(command_script) || { echo "crossbuild: the go command stays emulated: $why" && cp "$own/bin/go" "$go/path/go"; }
chmod 755 "$go/path/go"

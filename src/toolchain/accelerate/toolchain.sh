#!/bin/sh
# Makes /crossbuild/tree: the subprograms of gcc (cc1, cc1plus, collect2, lto1, as, ld …), built for the build machine,
# producing code for the target, able to run in any root file system.
#
# Wiring. Run once per base, as root, in a stage FROM --platform=$BUILDPLATFORM <the base of the stage it will serve>,
# with the kit mounted on /.crossbuild-kit (its `target` and `targets` are read). A RUN that may compile then gets
#   --mount=type=bind,from=<this stage>,source=/crossbuild/tree,target=/.crossbuild
#   --mount=type=secret,id=crossbuild-compiler-path,env=COMPILER_PATH       value: /.crossbuild/gcc
# The target's own gcc driver looks for its subprograms in $COMPILER_PATH/<machine>/<version>/ first, so only a driver of
# exactly that machine and version finds ours; its specs, defaults, headers, libraries and answers stay the target's own.
#
# The tree holds native tools for APT as well, see apt-methods.sh: not with the argument `compilers`; with `apt` it holds nothing
# else, and nothing is fetched.
# With the argument `donor` it is made in an image of Debian for a base that has no cross compiler, see probe.sh and donor.sh.
#
# When there is no such compiler the tree has no gcc but `why`, one line for the user, and the step stays emulated.
# A failing network fails the stage, so that an empty tree is never cached for the wrong reason.
#
# Kept to what makes the tree's content a function of the package versions: no dates, no random names.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
DEBIAN_FRONTEND=noninteractive
export PATH LC_ALL DEBIAN_FRONTEND
unset LD_PRELOAD LD_LIBRARY_PATH CDPATH || :
umask 022

kit=${CROSSBUILD_KIT:-/.crossbuild-kit}
tree=/crossbuild/tree
work=/crossbuild/work

why() { # leaves the tree without compilers, with a reason
  rm -rf "$tree/gcc" "${tree:?}/lib" "$tree/libexec" "$tree/path" "$work"
  printf '%s\n' "$*" >"$tree/why"
  printf 'crossbuild: no native compiler: %s\n' "$*"
  exit 0
}

value() { # KEY of the kit's description of the build
  sed -n "s/^$1=//p" "$kit/target"
}

compilers_alone() { # PACKAGES: they and the cross compilers of the version of the base's own gcc, where all else that they need is installed; or fails
  own=$(/usr/bin/gcc -dumpversion 2>/dev/null) && [ "$1" = "gcc-$triple" ] || return
  own=${own%%.*} others=
  names="$* cpp-$triple gcc-$own-$triple gcc-$own-$triple-base g++-$own-$triple cpp-$own-$triple binutils-$triple"
  # shellcheck disable=SC2086 # a list of names
  cached apt-cache depends $names >"$work/depends" 2>/dev/null || return
  # each of them exists, and it is what the package without a version stands for
  # shellcheck disable=SC2086 # a list of names
  [ "$(grep -c '^[^ ]' "$work/depends")" = "$(printf '%s\n' $names | wc -l)" ] && grep -q "^ *Depends: gcc-$own-$triple\$" "$work/depends" || return
  # shellcheck disable=SC2013 # names without blanks
  for name in $(sed -n 's/^ [ |]\(Pre\)*-*Depends: //p' "$work/depends"); do
    case " $names $others " in *" $name "*) continue ;; esac
    case $name in *-cross | *-cross-base) ;; *) others="$others $name" ;; esac
  done
  # shellcheck disable=SC2086 # a list of names
  there=$(dpkg-query -W -f '${Package} ${Status}\n' $names $others 2>/dev/null | sed -n 's/ install ok installed$//p' | sort)
  # shellcheck disable=SC2086 # a list of names
  [ "$there" = "$(printf '%s\n' $others | sort)" ] && printf '%s\n' $names
}

fetch() { # packages named, and what of their libraries is not installed, unpacked into $work/root
  tries=1
  until update >"$work/update" 2>&1; do
    cat "$work/update"
    # a release that left the archive, or whose keys expired, will not come back by trying again
    ! grep -Eq ' 404 |no longer has a Release file|does not have a Release file|is not signed|NO_PUBKEY|is not valid yet|is expired' "$work/update" || why "apt-get update fails in this base"
    [ "$tries" -lt 3 ] || exit 1
    tries=$((tries + 1))
    sleep 3
  done
  # to ask for a plan takes half a second, and where the native gcc is there it says nothing else
  if ! compilers_alone "$@" >"$work/names"; then
    if ! cached apt-get -s install --no-install-recommends "$@" >"$work/plan" 2>&1; then
      cat "$work/update" "$work/plan"
      ! grep -q '^W: Failed to fetch' "$work/update" || exit 1
      why "$(sed -n 's/^E: //p' "$work/plan" | head -1)"
    fi
    sed -n 's/^Inst \([^ :]*\) .*/\1/p' "$work/plan" >"$work/names"
  fi
  # the target's headers and libraries (all, `…-cross`) are not wanted: the target has its own
  names=$(grep -v -e '-cross$' -e '-cross-base$' ${unwanted:+-e "$unwanted"} "$work/names" || :)
  mkdir -p "$work/deb"
  # shellcheck disable=SC2086 # a list of names
  (cd "$work/deb" && download $names)
  # decompression takes a core; each into the same folders
  # shellcheck disable=SC2011 # names without blanks
  ls "$work"/deb/*.deb | xargs -P 4 -I DEB dpkg-deb -x DEB "$work/root"
  # a package that was already there
  for name in "$@"; do
    case $name in *-static) dpkg-query -L "$name" 2>/dev/null | while read -r file; do
      [ ! -f "$file" ] || { mkdir -p "$work/root${file%/*}" && cp -p "$file" "$work/root$file"; }
    done ;; esac
  done
}

library() { # where a library of the build machine is
  for dir in "$work/root/usr/lib/$buildarch" "$work/root/lib/$buildarch" "$work/root/usr/lib" "/usr/lib/$buildarch" "/lib/$buildarch" /usr/lib64 /lib64 /usr/lib /lib; do
    if [ -e "$dir/$1" ]; then
      printf '%s\n' "$dir/$1"
      return
    fi
  done
  return 1
}

unpacked() { # FILE: where a file of a package is, unpacked here or installed before
  for root in "$work/root" ''; do
    [ ! -e "$root$1" ] || { printf '%s\n' "$root$1" && return; }
  done
  return 1
}

needed() { # libraries that an ELF file names; the dynamic loader lists them without running the file
  LD_LIBRARY_PATH=$work/root/usr/lib/$buildarch:$work/root/lib/$buildarch:$work/root/usr/lib "$loader" --list "$1" | sed -n 's/^[[:space:]]*\([^ ]*\) => .*/\1/p'
}

put() { # FILE TARGET: a copy, or where it was unpacked for this, the file itself
  case $1 in
    "$work/root/"*) cp -lL "$1" "$2" ;;
    *) cp -L "$1" "$2" ;;
  esac
}

program() { # FILE NAME [FOLDER]: into libexec, with its libraries
  home=$tree${3:-}
  put "$1" "$home/libexec/$2"
  chmod 755 "$home/libexec/$2"
  for lib in $(needed "$1"); do
    case $lib in */* | ld-linux* | ld64*) continue ;; esac
    if [ ! -e "$home/lib/$lib" ]; then
      from=$(library "$lib")
      put "$from" "$home/lib/$lib"
      chmod 644 "$home/lib/$lib"
    fi
  done
}

search() { # FILE: makes a cross cc1 look for headers where the target's own cc1 does
  perl "$kit/header-search.pl" "$1" "$triple" "$multiarch" "$version"
}

run='exec /.crossbuild/lib/ld.so --library-path /.crossbuild/lib /.crossbuild/libexec/'
# what the target's loader shall load; --library-path already stands in for LD_LIBRARY_PATH, which our linker still reads
clean='unset LD_PRELOAD LD_AUDIT'

script() { # FILE, text from stdin
  { printf '#!/.crossbuild/bin/sh\n' && cat; } >"$1"
  chmod 755 "$1"
}

compiler() { # NAME: cc1 and its like; what only the target's own can do goes there
  # a plugin, a foreign charset, a moved installation; and $unfixed
  script "$tree/gcc/$triple/$version/$1" <<SH
own=
case " \$* " in *" -fplugin"* | *"-charset="* | *" -iprefix "*$unfixed) own=1 ;; esac
if [ -n "\$own" ] || [ -d /usr/$triple/include ]; then
  for own in /usr/libexec/gcc/$triple/$version/$1 /usr/lib/gcc/$triple/$version/$1; do [ ! -x "\$own" ] || exec "\$own" "\$@"; done
fi
$clean
$run$1 "\$@"
SH
}

helper() { # NAME: a subprogram without options to mind
  script "$tree/gcc/$triple/$version/$1" <<SH
$clean
$run$1 "\$@"
SH
}

wrapper() { # link-time optimisation of objects that were compiled with an option of $unfixed is the target's as well
  [ -n "$unfixed" ] || { helper lto-wrapper && return; }
  ln -s sh "$tree/bin/grep"
  script "$tree/gcc/$triple/$version/lto-wrapper" <<SH
objects() {
  for a; do case \$a in -*) ;; @*) while read -r line; do objects "\$line"; done <"\${a#@}" ;; *) echo "\${a%@0x*}" ;; esac; done
}
if /.crossbuild/bin/grep -qs -e -fstack-protector -- \$(objects "\$@") /dev/null; then
  for own in /usr/libexec/gcc/$triple/$version/lto-wrapper /usr/lib/gcc/$triple/$version/lto-wrapper; do
    [ ! -x "\$own" ] || { COMPILER_PATH=\${own%/*} && export COMPILER_PATH && exec "\$own" "\$@"; }
  done
fi
$clean
${run}lto-wrapper "\$@"
SH
}

assembler() { # the target's assembler may be another one than the package's: then it is that one
  script "$tree/gcc/$triple/$version/as" <<SH
own=\$(command -v as)
[ "\$own" -ef /usr/bin/$triple-as ] || exec "\${own:-as}" "\$@"
$clean
${run}as "\$@"
SH
}

linker() { # collect2 asks for collect-ld before ld; the name ld stays free, so gcc -print-prog-name=ld answers as ever
  { printf 'triple=%s version=%s\n' "$triple" "$version" && cat "$kit/collect-ld.sh"; } | script "$tree/gcc/$triple/$version/collect-ld"
}

drivers() { # what stands before gcc and g++ for the native `go` command alone
  mkdir -p "$tree/path"
  for name in gcc g++; do
    { printf 'program=%s triple=%s version=%s multiarch=%s\n' "$name" "$triple" "$version" "$multiarch" && cat "$kit/driver.sh"; } | script "$tree/path/$name"
  done
  ln -s sh "$tree/bin/sleep"
  if driver=$(unpacked "/usr/bin/$triple-gcc-$version"); then program "$driver" driver; fi
}

base() { # what every part needs: where the build machine's libraries are, and its loader
  case $(dpkg --print-architecture) in
    amd64) buildarch=x86_64-linux-gnu ;;
    arm64) buildarch=aarch64-linux-gnu ;;
    armhf) buildarch=arm-linux-gnueabihf ;;
    i386) buildarch=i386-linux-gnu ;;
    ppc64el) buildarch=powerpc64le-linux-gnu ;;
    *) buildarch=$(uname -m)-linux-gnu ;;
  esac
  loader=$(library "$(head -c 4096 /usr/bin/dpkg | grep -aoE 'ld(-linux|64)[-a-z0-9_]*\.so\.[0-9]' | head -1)")
  mkdir -p "$work/root" "$tree/bin"
}

shell() { # a static one: it runs in any root file system, and LD_PRELOAD means nothing to it
  busybox=$(unpacked /bin/busybox || unpacked /usr/bin/busybox)
  cp "$busybox" "$tree/bin/sh"
}

debian() {
  base
  [ "$part" = compilers ] || apt_tools
  [ "$part" != apt ] || return 0
  fetch "$gcc" "$gxx" busybox-static
  shell
  mkdir -p "$tree/lib" "$tree/libexec"
  cc1=$(find "$work/root/usr" /usr/lib/gcc-cross /usr/libexec/gcc-cross -path "*/gcc-cross/$triple/*/cc1" 2>/dev/null | sort | tail -1)
  [ -n "$cc1" ] || why "$gcc has no cc1"
  native=${cc1%/cc1}
  version=${native##*/}
  mkdir -p "$tree/gcc/$triple/$version"

  # Debian mended -fstack-protector on AArch64 (CVE-2023-4039) in the compilers of its stable releases, not in their cross compilers
  unfixed=
  case $triple:$(dpkg-query -W -f '${Version}' "gcc-$version" 2>/dev/null || cached apt-cache show --no-all-versions "gcc-$version" 2>/dev/null | sed -n 's/^Version: //p' | head -1) in
    aarch64-*+deb*u*) unfixed=' | *" -fstack-protector"*' ;;
  esac

  cp -L "$loader" "$tree/lib/ld.so"
  chmod 755 "$tree/lib/ld.so"

  for name in cc1 cc1plus lto1 collect2 lto-wrapper; do
    [ -e "$native/$name" ] || continue
    program "$native/$name" "$name"
    case $name in cc1 | cc1plus) search "$tree/libexec/$name" || why "the header directories of $gcc are not where they were expected" ;; esac
    case $name in cc1 | cc1plus | lto1) compiler "$name" ;; lto-wrapper) wrapper ;; *) helper "$name" ;; esac
  done
  cp -L "$native/liblto_plugin.so" "$tree/gcc/$triple/$version/liblto_plugin.so"
  bin=$work/root/usr/bin
  [ -e "$bin/$triple-as" ] || bin=/usr/bin
  program "$bin/$triple-as" as
  assembler
  program "$bin/$triple-ld.bfd" ld.bfd
  if [ -e "$bin/$triple-ld.gold" ]; then program "$bin/$triple-ld.gold" ld.gold; fi
  linker
  drivers
  "$tree/lib/ld.so" --library-path "$tree/lib" "$tree/libexec/cc1" -quiet -E /dev/null >/dev/null || why "the compiler of $gcc does not run"
}

rm -rf /crossbuild
mkdir -p "$tree" "$work"
part=${1:-}
. "$kit/indexes.sh"
. "$kit/apt-methods.sh"
apt_nothing
build=$(value BUILDARCH) arch=$(value TARGETARCH) variant=$(value TARGETVARIANT)
case $arch in "$build") why "linux/$arch runs natively on linux/$build" ;; esac
case $build/$arch in amd64/386) why "linux/$arch runs natively on linux/$build" ;; esac
case $(grep '^ACCELERATE=' "$kit/target") in
  '') ;;
  *[=,]"$(value TARGETPLATFORM)",* | *[=,]"$(value TARGETPLATFORM)") ;;
  *) why "this platform is not accelerated" ;;
esac
# shellcheck disable=SC2046 # the fields of a line
set -- $(sed -n "s|^$arch${variant:+/$variant} ||p; s|^$arch ||p" "$kit/targets" | head -1)
triple=${1:-} multiarch=${2:-} gcc=${3:-} gxx=${4:-}
if [ "$part" = donor ]; then
  . "$kit/donor.sh"
  donor
  rm -rf "$work"
  exit
fi
. /etc/os-release 2>/dev/null || :
case " ${ID:-} ${ID_LIKE:-} " in
  *" debian "* | *" ubuntu "*)
    [ -n "$triple" ] || why "Debian has no name for linux/$arch${variant:+/$variant}"
    debian
    ;;
  *) why "no cross gcc is known for ${PRETTY_NAME:-this base}" ;;
esac
rm -rf "$work"

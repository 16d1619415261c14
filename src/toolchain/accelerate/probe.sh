#!/bin/sh
# Makes /crossbuild/probe: what the gcc of a base is, or the one that its package manager installs, in so far as another build
# of the same gcc may differ; and a small sample that it compiled. For bases to which their distribution gives no cross compiler.
#
# Wiring. Run as root in a stage FROM the base, for the target platform, with the kit mounted on /.crossbuild-kit. Then come
# `toolchain.sh donor` in a stage of a Debian image for the build platform, with /crossbuild/probe mounted on /.crossbuild-probe,
# and gate.sh in a stage FROM this one, with the donor's /crossbuild/tree mounted on /.crossbuild; its own /crossbuild/tree is the result.
#
# A base in which there is no compiler and none can be installed has `why` instead. A failing network fails the stage.
set -eu
PATH=${CROSSBUILD_ROOT:+$CROSSBUILD_ROOT/usr/bin:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
unset LD_PRELOAD COMPILER_PATH CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH GCC_EXEC_PREFIX CDPATH || :
umask 022

kit=${CROSSBUILD_KIT:-/.crossbuild-kit}
root=${CROSSBUILD_ROOT:-}
probe=$root/crossbuild/probe
rm -rf "$root/crossbuild"
mkdir -p "$probe" "$root/crossbuild/sample"
cd "$root/crossbuild/sample"

why() {
  printf '%s\n' "$*" >"$probe/why"
  printf 'crossbuild: no native compiler: %s\n' "$*"
  exit 0
}

value() { # KEY of the kit's description of the build
  sed -n "s/^$1=//p" "$kit/target"
}

install() { # NOTHING COMMAND…: what the package manager says when there is no such package, and how it is asked
  nothing=$1
  shift
  for wait in 3 5 0; do
    if "$@" >said 2>&1; then return; fi
    ! grep -Eqi "$nothing" said || why "no gcc can be installed in this base"
    sleep "$wait"
  done
  cat said
  exit 1
}

. "$kit/sample.sh"
build=$(value BUILDARCH) arch=$(value TARGETARCH)
case $build/$arch in "$arch/$arch" | amd64/386) why "linux/$arch runs natively on linux/$build" ;; esac
case $(grep '^ACCELERATE=' "$kit/target") in
  '') ;;
  *[=,]"$(value TARGETPLATFORM)",* | *[=,]"$(value TARGETPLATFORM)") ;;
  *) why "this platform is not accelerated" ;;
esac

if ! command -v gcc >/dev/null; then
  if command -v apk >/dev/null; then
    case $(sed -n 's/^ID=//p' "$root/etc/os-release") in
      *alpine*) install 'no such package|unable to select packages' apk add --no-cache gcc g++ musl-dev ;;
      *) install 'no such package|unable to select packages' apk add --no-cache gcc glibc-dev ;;
    esac
  elif command -v dnf >/dev/null; then
    install 'no match for argument|unable to find a match' dnf install -y --setopt=install_weak_deps=0 gcc gcc-c++
  elif command -v microdnf >/dev/null; then
    install 'no package matches|no match for argument' microdnf install -y --setopt=install_weak_deps=0 gcc gcc-c++
  elif command -v yum >/dev/null; then
    install 'no package .* available|nothing to do' yum install -y gcc gcc-c++
  else
    why "this base has no gcc and no package manager that is known"
  fi
fi
own=$(gcc -print-prog-name=cc1)
case $own in /*/gcc/*/*/cc1) ;; *) why "the gcc of this base is laid out in another way" ;; esac
folder=${own%/cc1}
version=${folder##*/}
machine=${folder%/*}
machine=${machine##*/}
case $machine$version in *[!A-Za-z0-9._-]*) why "the gcc of this base is laid out in another way" ;; esac
{
  printf 'machine=%s\n' "$machine"
  printf 'version=%s\n' "$version"
  printf 'full=%s\n' "$(gcc -dumpfullversion -dumpversion)"
  printf 'folder=%s\n' "$folder"
  # a header of glibc that gcc includes by itself
  if gcc -xc -E -dM - </dev/null | grep -q _STDC_PREDEF_H; then echo predef=yes; fi
} >"$probe/gcc"

# What the driver itself tells cc1 comes to ours as well; only what cc1 has built in is to be found out.
given() { "$@" '-###' -E - </dev/null 2>&1 | sed -n '/ "*-E"* /p' | tail -1 | tr ' ' '\n' | sed -n 's/^"\{0,1\}\(-[mfD][-A-Za-z0-9_=+.,]*\)"\{0,1\}$/\1/p'; }
given gcc -xc >"$probe/given-cc1"
if command -v g++ >/dev/null; then given g++ -xc++ >"$probe/given-cc1plus"; fi
gcc -Q -O2 --help=common --help=target --help=optimizers --help=warnings >"$probe/options" 2>/dev/null || :

# Every directory, in its order; one that is not there is not in it, so it is made: nobody else sees this stage.
directories() {
  for tried in 1 2 3 4; do
    "$@" -v -E - </dev/null 2>&1 | sed -n 's/^ignoring nonexistent directory "\(.*\)"$/\1/p' >missing
    [ -s missing ] || break
    while IFS= read -r dir; do mkdir -p "$dir" || :; done <missing
  done
  order "$@" | sed -n 's/^ //p'
}
directories gcc -xc >"$probe/directories-c"
if command -v g++ >/dev/null; then directories g++ -xc++ >"$probe/directories-cxx"; fi

# without the headers of the C library, which the donor's image has not
predefined() { "$@" -nostdinc -E -dM - </dev/null 2>/dev/null | sort; }
for level in -O0 -O2; do
  predefined gcc -xc "$level" >"$probe/macros-c$level"
  if command -v g++ >/dev/null; then predefined g++ -xc++ "$level" >"$probe/macros-cxx$level"; fi
done

sample_sources
questions "$probe/own"

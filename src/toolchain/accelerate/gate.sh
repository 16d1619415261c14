#!/bin/sh
# Decides whether a donor's compilers stand in for those of a base: compiles the sample of probe.sh again, by the base's own
# driver with the donor's tree, and lets the tree pass for a language only if everything is the same. A flag with which the code
# differs is left to the target's own compiler.
#
# Wiring: see probe.sh.
set -eu
PATH=${CROSSBUILD_ROOT:+$CROSSBUILD_ROOT/usr/bin:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
unset LD_PRELOAD CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH GCC_EXEC_PREFIX CDPATH || :
umask 022

kit=${CROSSBUILD_KIT:-/.crossbuild-kit}
root=${CROSSBUILD_ROOT:-}
probe=$root/crossbuild/probe
donor=$root/.crossbuild
tree=$root/crossbuild/tree
rm -rf "$tree"
mkdir -p "$tree"

why() {
  rm -rf "$tree"
  mkdir -p "$tree"
  printf '%s\n' "$*" >"$tree/why"
  printf 'crossbuild: no native compiler: %s\n' "$*"
  exit 0
}

[ ! -f "$donor/why" ] || why "$(cat "$donor/why")"
machine=$(sed -n 's/^machine=//p' "$probe/gcc")
version=$(sed -n 's/^version=//p' "$probe/gcc")
cd "$root/crossbuild/sample"
. "$kit/sample.sh"
COMPILER_PATH=$donor/gcc
export COMPILER_PATH
case $(gcc -print-prog-name=cc1) in "$donor/gcc/$machine/$version/cc1") ;; *) why "the gcc of this base does not look for its programs in COMPILER_PATH" ;; esac
questions "$root/crossbuild/again"
unset COMPILER_PATH

differing= flags=
compare() { # LANGUAGE: what differs
  differing=
  for file in "$probe/own/$1"/*; do
    name=${file##*/}
    [ "$(cat "$file")" != "$(cat "$root/crossbuild/again/$1/$name")" ] || continue
    printf 'crossbuild: %s: %s differs\n' "$1" "$name"
    case $name in flag-*) name=${name#flag} && flags="$flags ${name%.s}" ;; *) differing="$differing ${name%.s}" ;; esac
  done
}

donated=$(cat "$donor/donor")
compare c
[ -z "$differing" ] || why "the gcc of this base and $donated compile a sample differently:$differing"
# `-f` keeps a file that only its owner may write from being in the way
cp -Rf "$donor/." "$tree/"
if [ -e "$tree/gcc/$machine/$version/cc1plus" ]; then
  compare cxx
  [ -z "$differing" ] || {
    rm "$tree/gcc/$machine/$version/cc1plus"
    printf 'C++ is emulated: the g++ of this base and %s compile a sample differently:%s\n' "$donated" "$differing" | tee "$tree/partly"
  }
fi
for flag in $flags; do printf '%s\n' "$flag"; done >"$tree/gcc/$machine/$version/left"
printf 'crossbuild: C is compiled by %s%s\n' "$donated" "${flags:+, without$flags}"
rm -rf "$root/crossbuild/again"

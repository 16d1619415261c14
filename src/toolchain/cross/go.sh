#!/bin/sh
# The go command: what it builds for the image is for the target, what it runs now is for the build platform.
root=${0%/*/*}
. "$root/lib/common.sh"
. "$root/target"
go=$CROSS_REAL_GO
[ -x "$go" ] || go=$(real go) || not_found go

# What an outer go shim set (go run, go generate) is not the user's wish.
for name in GOOS GOARCH GOARM GOAMD64 GO386 GOMIPS64 CGO_ENABLED CC CXX AR PKG_CONFIG PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR; do
  eval "[ -n \"\${CROSSBUILD_SET_$name-}\" ] && [ \"\${CROSSBUILD_SET_$name}\" = \"\${$name-}\" ] && unset $name
        unset CROSSBUILD_SET_$name"
done

config=${GOENV:-${XDG_CONFIG_HOME:-${HOME:-/root}/.config}/go/env}
saved=
[ -f "$config" ] && saved=$(cat "$config")

# value NAME: what the user set, in the environment or with `go env -w`.
value() {
  eval "found=\${$1-}"
  if [ -z "$found" ]; then
    case "
$saved" in
      *"
$1="*)
        found=${saved#"$1="}
        [ "$found" = "$saved" ] && found=${saved#*"
$1="}
        found=${found%%"
"*}
        ;;
    esac
  fi
  printf '%s' "$found"
}

set_now() {
  export "$1=$2" "CROSSBUILD_SET_$1=$2"
}

# put NAME VALUE, unless the user has set it.
put() {
  [ -n "$(value "$1")" ] || set_now "$1" "$2"
}

# Whether the environment is for the target, and not for a GOOS or GOARCH that the user names.
for_target() {
  os=$(value GOOS)
  arch=$(value GOARCH)
  [ "${os:-linux}" = linux ] && [ "${arch:-$CROSS_GOARCH}" = "$CROSS_GOARCH" ]
}

target_environment() {
  if ! for_target; then
    # on the target this is already a cross build, for which Go leaves C out
    put CGO_ENABLED 0
    return
  fi
  put GOOS linux
  for pair in $CROSS_GO; do
    put "${pair%%=*}" "${pair#*=}"
  done
  if [ "$CROSS_PURE" = 1 ]; then
    put CGO_ENABLED 0
  fi
  [ "$(value CGO_ENABLED)" = 0 ] && return
  cc=$(value CC)
  case $cc in
    /usr/bin/*) [ -x "$root/bin/${cc##*/}" ] && set_now CC "$root/bin/${cc##*/}" ;;
  esac
  # with no compiler in the image Go leaves C out, on the target too
  if [ -n "$cc" ] || [ -x "$root/bin/gcc" ]; then
    put CGO_ENABLED 1
  fi
  put CC "$CROSS_CC"
  put CXX "$CROSS_CXX"
  put AR "$CROSS_AR"
  # pkg-config is found by its name and is a shim; this is for one that is called by its path
  put PKG_CONFIG_LIBDIR "$CROSS_PKG_CONFIG_LIBDIR"
  [ -z "$CROSS_PKG_CONFIG_SYSROOT_DIR" ] || put PKG_CONFIG_SYSROOT_DIR "$CROSS_PKG_CONFIG_SYSROOT_DIR"
}

# In a stage that the Dockerfile pins, a go that is not told the target's architecture, or to use C, is left as it is.
if [ "$CROSS_PINNED" = 1 ]; then
  if [ "$(value GOARCH)" = "$CROSS_GOARCH" ] && [ "$(value CGO_ENABLED)" = 1 ]; then
    target_environment
  fi
  exec "$go" "$@"
fi

# native_tool VARIABLE NAME: a name that is a shim means, for a program of the build platform, the tool behind it.
native_tool() {
  wanted=$(value "$1")
  wanted=${wanted:-$2}
  wanted=${wanted#"$root/bin/"}
  case $wanted in
    */*) ;;
    *) [ -e "$root/native/$wanted" ] && set_now "$1" "$root/native/$wanted" ;;
  esac
}

native_environment() {
  if for_target; then
    # on the target its own names mean "here"; what `go env -w` stored is outweighed by the environment
    unset GOOS GOARCH GOARM GOAMD64 GO386 GOMIPS64
    [ -n "$(value GOARCH)" ] && set_now GOARCH "$CROSS_BUILD_GOARCH"
  fi
  native_tool CC gcc
  native_tool CXX g++
  native_tool AR ar
  native_tool PKG_CONFIG pkg-config
}

# Sets `verb`, `first` (the first operand), `change` (-C) and `tests_only` (-c) from the command line.
verb= first= change= tests_only=
read_arguments() {
  expect=
  for arg; do
    if [ -n "$expect" ]; then
      [ "$expect" = -C ] && change=$arg
      expect=
      continue
    fi
    case $arg in
      -C=* | --C=*) change=${arg#*=} ;;
      -c | --c | -c=true) [ "$verb" = test ] && tests_only=1 ;;
      -args | --args | --) [ "$verb" = test ] && break ;;
      -*=*) ;;
      -a | -n | -race | -msan | -asan | -cover | -v | -work | -x | -linkshared | -modcacherw | -trimpath | -json | -i | -u | -m | -e | -f | -h | -help | --help | -w | -short | -failfast | -benchmem | -deps | -find | -test | -export | -compiled | -versions | -retracted | -buildvcs) ;;
      -*) [ -z "$first" ] && expect=${arg#-} && expect=-${expect#-} ;;
      *)
        if [ -z "$verb" ]; then
          verb=$arg
        elif [ -z "$first" ]; then
          first=$arg
        fi
        ;;
    esac
  done
}

# program_names ARGUMENT...: the names of what `go install path@version ...` makes.
program_names() {
  seen=
  for arg; do
    [ "$arg" = "$first" ] && seen=1
    [ -n "$seen" ] || continue
    path=${arg%@*}
    case $path in
      */v[0-9] | */v[0-9][0-9]) path=${path%/v[0-9]*} ;;
    esac
    printf '%s\n' "${path##*/}"
  done
}

# all_in LIST NAME...: whether every name is in the list, in which `*` stands for all.
all_in() {
  list=" $1 "
  shift
  for name; do
    case $list in
      *" $name "* | *' * '*) ;;
      *) return 1 ;;
    esac
  done
}

# A program that is installed by path and version may be a tool of the build, or come into the image. Where the plan does not
# know, the target's lies where it belongs, and a twin for the build platform is the one that its name finds.
install_program() {
  set -f
  names=$(program_names "$@")
  set +f
  # shellcheck disable=SC2086 # a list of names
  if all_in "$CROSS_TOOLS" $names; then
    native_environment
    exec "$go" "$@"
  fi
  # shellcheck disable=SC2086 # a list of names
  all_in "$CROSS_PRODUCTS" $names || native_twin "$@" || note "no $first for the build platform"
  install_for_target "$@"
}

native_twin() (
  native_environment
  GOBIN=$(mktemp -d "$root/twin.XXXXXX") || exit
  export GOBIN
  "$go" "$@" || exit
  for program in "$GOBIN"/*; do
    [ -e "$root/bin/${program##*/}" ] || mv "$program" "$root/bin/"
  done
  rm -rf "$GOBIN"
)

# Go puts foreign binaries in bin/linux_arm64, and refuses with GOBIN; on the target they are in bin.
install_for_target() {
  target_environment
  for_target || exec "$go" "$@"
  [ "$CROSS_GOARCH" = "$("$go" env GOHOSTARCH)" ] && exec "$go" "$@"
  bin=$(value GOBIN)
  gopath=$("$go" env GOPATH)
  gopath=${gopath%%:*}
  unset GOBIN
  case "
$saved" in
    *"
GOBIN="*)
      config_without=$(mktemp)
      printf '%s\n' "$saved" | grep -v '^GOBIN=' >"$config_without"
      export GOENV="$config_without"
      ;;
  esac
  "$go" "$@"
  code=$?
  [ -n "${config_without-}" ] && rm -f "$config_without"
  foreign=$gopath/bin/linux_$CROSS_GOARCH
  if [ -d "$foreign" ]; then
    mkdir -p "${bin:-$gopath/bin}"
    mv -f "$foreign"/* "${bin:-$gopath/bin}/" 2>/dev/null
    rmdir "$foreign"
  fi
  exit "$code"
}

read_arguments "$@"
case $verb in
  build | list | vet | fix) target_environment ;;
  install)
    case $first in
      *@*) install_program "$@" ;;
      *) install_for_target "$@" ;;
    esac
    ;;
  env)
    case " $* " in
      *' -w '* | *' -u '*) ;;
      *) target_environment ;;
    esac
    ;;
  version)
    # names the machine that Go itself is for, and a build may write it down
    native_environment
    if [ -z "$first" ]; then
      text=$("$go" "$@") || exit
      printf '%s\n' "${text%/"$CROSS_BUILD_GOARCH"}/$CROSS_GOARCH"
      exit
    fi
    ;;
  test) if [ -n "$tests_only" ]; then target_environment; else native_environment; fi ;;
  *) native_environment ;;
esac
exec "$go" "$@"

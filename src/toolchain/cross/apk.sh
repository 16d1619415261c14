#!/bin/sh
# apk: what is added is added as it is written, and its libraries and compilers into the target's root too.
root=${0%/*/*}
. "$root/lib/common.sh"
. "$root/lib/shims.sh"
. "$root/lib/alpine.sh"
. "$root/target"
apk=$(real apk) || not_found apk

# What the target needs of the package $1 (`name`, `name=version`, `name@tag`): libraries, headers, the compiler's own.
for_target() {
  case ${1%%[=<>~@]*} in
    build-base | alpine-sdk | g++) echo 'g++' ;;
    gcc | clang | clang[0-9]*) echo gcc ;;
    musl-dev | libc-dev) echo musl-dev ;;
    *-dev | *-static | *-headers | *-libs | lib*) echo "$1" ;;
  esac
}

verb= words= compiler=
# turns the list of arguments once around, into what the second root gets
select_arguments() {
  expect=
  for arg; do
    shift
    case $expect in
      keep) set -- "$@" "$arg" ;;
    esac
    if [ -n "$expect" ]; then
      expect=
      continue
    fi
    case $arg in
      -X | --repository) set -- "$@" "$arg" && expect=keep ;;
      --repository=* | --allow-untrusted) set -- "$@" "$arg" ;;
      -t | --virtual | -p | --root | --arch | --cache-dir | --keys-dir | --repositories-file | --cache-max-age | --wait | --timeout) expect=drop ;;
      -*) ;;
      *)
        if [ -z "$verb" ]; then
          verb=$arg
        else
          word=$(for_target "$arg")
          case $word in
            '') ;;
            gcc | g++) compiler=$word ;;
          esac
          if [ -n "$word" ]; then
            words="$words $word"
            set -- "$@" "$word"
          fi
        fi
        ;;
    esac
  done
  [ "$verb" = add ] && [ -n "$words" ] || return 0
  if [ -n "$compiler" ]; then
    toolchain "$@"
  else
    make_sysroot && apk_target add "$@" ||
      fail "cross cannot install$words for $CROSS_PLATFORM. Write strategy: accelerate"
    write_shims
  fi
}

"$apk" "$@" || exit $?
select_arguments "$@"

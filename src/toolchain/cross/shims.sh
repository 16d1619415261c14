# Writes the shims; sourced after common.sh and the target file. A shim exists only where the image has the tool
# that it stands in for, so that nothing looks installed that is not.

# script PATH BODY
script() {
  printf '#!/bin/sh\n%s\n' "$2" >"$1.new"
  chmod 755 "$1.new"
  mv -f "$1.new" "$1"
}

# Go puts its own folder first on the PATH of what it starts, and a file may name that folder: so the shim stands in the
# place of Go's program as well, and the program beside it.
go_shim() {
  program=$(real go) || return 0
  program=$(readlink -f "$program")
  beside=${program%/*}/crossbuild-go
  [ ! -e "$beside" ] && mv -f "$program" "$beside" 2>/dev/null || return 0
  script "$program" "exec $root/bin/go \"\$@\""
  CROSS_REAL_GO=$beside
  [ ! -f "$root/target" ] || printf "CROSS_REAL_GO='%s'\n" "$beside" >>"$root/target"
}

# One shim per tool of the cross compiler: gcc-12 stands for aarch64-linux-gnu-gcc-12.
# In a stage that the Dockerfile pins, gcc and pkg-config mean the build platform's.
compiler_shims() {
  [ "$CROSS_PURE$CROSS_PINNED" = 00 ] || return 0
  for cross in "$CROSS_BIN/$CROSS_TRIPLE"-*; do
    tool=${cross##*"/$CROSS_TRIPLE-"}
    flags=
    case $tool in
      gcc | gcc-[0-9]* | g++ | g++-[0-9]* | cpp | cpp-[0-9]*) flags=$CROSS_CFLAGS ;;
      gcc-ar* | gcc-nm* | gcc-ranlib* | as | ld | ld.* | ar | nm | ranlib | strip | objcopy | objdump | readelf | size) ;;
      *) continue ;;
    esac
    tool_shim "$tool" "$cross" "$flags"
    case $tool in
      gcc) tool_shim cc "$cross" "$flags" ;;
      g++) tool_shim c++ "$cross" "$flags" ;;
    esac
  done
  clang_shims
}

# tool_shim NAME CROSS FLAGS
tool_shim() {
  real "$1" >/dev/null || return 0
  script "$root/bin/$1" "exec $2${3:+ $3} \"\$@\""
  ln -sf ../lib/native.sh "$root/native/$1"
}

# clang is one compiler for every target; who names a target (bpf) means that one.
clang_shims() {
  for name in $(clang_names); do
    native=$(real "$name") || continue
    script "$root/bin/$name" "for arg; do
  case \$arg in
    -target | --target=* | -print-* | --version) exec $native \"\$@\" ;;
  esac
done
exec $native $CROSS_CLANG \"\$@\""
    ln -sf ../lib/native.sh "$root/native/$name"
  done
}

clang_names() {
  (
    IFS=:
    for folder in $PATH; do
      for found in "$folder"/clang "$folder"/clang++ "$folder"/clang-[0-9]* "$folder"/clang++-[0-9]*; do
        [ -x "$found" ] && printf '%s\n' "${found##*/}"
      done
    done
  ) | sort -u
}

pkg_config_shims() {
  [ "$CROSS_PURE$CROSS_PINNED" = 00 ] || return 0
  for name in pkg-config pkgconf; do
    real "$name" >/dev/null || continue
    ln -sf ../lib/pkg-config.sh "$root/bin/$name"
    ln -sf ../lib/pkg-config.sh "$root/bin/$CROSS_TRIPLE-$name"
    ln -sf ../lib/native.sh "$root/native/$name"
  done
}

# The cross compiler for C++ brings a libc of the release's first day, and looks there first. Where the target's own is
# there too, with the fixes since then, the compiler gets that one.
own_libc() {
  theirs=/usr/$CROSS_TRIPLE/lib
  [ "$CROSS_ARCHIVE" = 1 ] && [ -f "$system$theirs/libc.so.6" ] && [ ! -L "$system$theirs/libc.so.6" ] || return 0
  for package in "libc6-dev-$CROSS_DEBIAN-cross" "libc6-$CROSS_DEBIAN-cross"; do
    dpkg -L "$package" 2>/dev/null || true
  done | while read -r file; do
    case $file in "$theirs"/*) ;; *) continue ;; esac
    for own in "/usr/lib/$CROSS_MULTIARCH/${file#"$theirs/"}" "/lib/$CROSS_MULTIARCH/${file#"$theirs/"}"; do
      if [ -f "$system$own" ]; then
        ln -sf "$own" "$system$file"
        break
      fi
    done
  done
}

write_shims() {
  go_shim
  compiler_shims
  pkg_config_shims
  own_libc
}

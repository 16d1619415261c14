# The toolchain of an Alpine stage: clang, lld and a second root with the target's packages. Sourced by the set-up and
# by the apk shim, after common.sh, shims.sh and the target file. The lab has no Alpine, so only its logic is tested there.

# apk_target ARGUMENT...: apk for the second root. Scripts of packages would be the target's own programs.
apk_target() {
  cp "$system/etc/apk/repositories" "$CROSS_SYSROOT/etc/apk/repositories"
  "$(real apk)" --root "$CROSS_SYSROOT" --arch "$CROSS_APK" --no-scripts --no-cache "$@"
}

# The keys of every architecture come with the base; apk itself trusts only those of the build platform.
make_sysroot() {
  [ ! -f "$CROSS_SYSROOT/.made" ] || return 0
  mkdir -p "$CROSS_SYSROOT/etc/apk/keys"
  cp "$system/usr/share/apk/keys/$CROSS_APK"/* "$CROSS_SYSROOT/etc/apk/keys/" || return 1
  echo "$CROSS_APK" >"$CROSS_SYSROOT/etc/apk/arch"
  apk_target -q add --initdb && : >"$CROSS_SYSROOT/.made"
}

# A compiler for the target by the names that a cross gcc has, so that the shims are the same as elsewhere.
compiler_scripts() {
  mkdir -p "$CROSS_BIN"
  for pair in gcc=clang g++=clang++ cpp=clang-cpp; do
    script "$CROSS_BIN/$CROSS_TRIPLE-${pair%%=*}" \
      "exec $system/usr/bin/${pair#*=} $CROSS_CLANG -fuse-ld=lld -Wno-unused-command-line-argument \"\$@\""
  done
  script "$CROSS_BIN/$CROSS_TRIPLE-ld" "exec $system/usr/bin/ld.lld \"\$@\""
  for name in ar nm ranlib strip objcopy objdump readelf size; do
    for found in "$system/usr/bin/llvm-$name" "$system"/usr/lib/llvm*/bin/"llvm-$name"; do
      [ ! -x "$found" ] || ln -sf "$found" "$CROSS_BIN/$CROSS_TRIPLE-$name"
    done
  done
}

# What was linked can then be run here too, by an emulator.
loader() {
  for found in "$CROSS_SYSROOT"/lib/ld-musl-*.so.1; do
    name=${found##*/}
    [ -e "$system/lib/$name" ] || ln -s "$found" "$system/lib/$name"
    printf '%s\n%s\n' "$CROSS_SYSROOT/lib" "$CROSS_SYSROOT/usr/lib" >"$system/etc/${name%.so.1}.path"
  done
}

# Old versions of lld have no linker for some targets, which shows only when it links.
links() {
  tried=$(mktemp -d)
  printf 'int main(void) { return 0; }\n' >"$tried/main.c"
  "$CROSS_BIN/$CROSS_TRIPLE-gcc" -o "$tried/main" "$tried/main.c" &&
    "$CROSS_BIN/$CROSS_TRIPLE-gcc" -static -o "$tried/main" "$tried/main.c"
  code=$?
  rm -rf "$tried"
  return "$code"
}

# toolchain PACKAGE...: makes everything, once, with more packages for the target (g++).
toolchain() {
  make_sysroot && apk_target -q add musl-dev gcc "$@" ||
    fail "cross cannot install the libraries of $CROSS_APK for $CROSS_PLATFORM in $CROSS_DISTRIBUTION. Write strategy: accelerate"
  if [ ! -x "$CROSS_BIN/$CROSS_TRIPLE-gcc" ]; then
    "$(real apk)" -q --no-cache add clang lld &&
      "$(real apk)" -q --no-cache add "llvm$("$system/usr/bin/clang" -dumpversion | sed 's/\..*//')" ||
      fail "cross cannot install clang and lld in $CROSS_DISTRIBUTION. Write strategy: accelerate"
    compiler_scripts
    loader
    links || fail "cross cannot link for $CROSS_PLATFORM with the lld of $CROSS_DISTRIBUTION. Write strategy: accelerate"
  fi
  write_shims
}

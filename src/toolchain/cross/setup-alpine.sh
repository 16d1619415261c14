# The set-up of an Alpine stage; sourced by setup.sh. The compiler is installed when the image has one, or when the stage
# installs one: golang's Alpine images have none.
. "$root/lib/shims.sh"
. "$root/lib/alpine.sh"
[ -n "$CROSS_APK" ] || fail "Alpine has no architecture for $TARGETPLATFORM. Write strategy: accelerate"
PATH=$(plain_path)

case ${VERSION_ID:-} in
  3.[0-9] | 3.[0-9].* | 3.1[0-9] | 3.1[0-9].* | 2.*)
    fail "cross needs Alpine 3.20 or newer, and this is $CROSS_DISTRIBUTION. Write strategy: accelerate"
    ;;
esac

# the names that Alpine gives the target; its triples already name the variant of Arm
CROSS_DEBIAN= CROSS_TRIPLE=$CROSS_MUSL CROSS_SYSROOT=$system/$CROSS_MUSL CROSS_BIN=$root/cross
[ "$TARGETARCH" != arm ] || CROSS_CFLAGS=
CROSS_CLANG="--target=$CROSS_MUSL --sysroot=$CROSS_SYSROOT${CROSS_CFLAGS:+ $CROSS_CFLAGS}"
CROSS_CC=$CROSS_BIN/$CROSS_TRIPLE-gcc
CROSS_CXX=$CROSS_BIN/$CROSS_TRIPLE-g++
CROSS_AR=$CROSS_BIN/$CROSS_TRIPLE-ar
CROSS_PKG_CONFIG_SYSROOT_DIR=$CROSS_SYSROOT
CROSS_PKG_CONFIG_LIBDIR=$CROSS_SYSROOT/usr/lib/pkgconfig:$CROSS_SYSROOT/usr/share/pkgconfig
# clang has the flags in its own scripts
CROSS_CFLAGS=

write_target
if real g++ >/dev/null; then
  toolchain g++
elif real gcc >/dev/null || real clang >/dev/null; then
  toolchain
else
  write_shims
fi
ln -sf ../lib/apk.sh "$root/bin/apk"
wanted=$(printf %s "$CROSSBUILD_CROSS_PACKAGES" | tr ',;\n' '   ')
# shellcheck disable=SC2086 # a list of names
[ -z "${wanted# }" ] || "$root/bin/apk" --no-cache add $wanted

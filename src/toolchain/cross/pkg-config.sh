#!/bin/sh
# pkg-config with the target's folders. PKG_CONFIG_SYSROOT_DIR is for Alpine alone: on Debian the libraries lie in the same
# root.
root=${0%/*/*}
. "$root/lib/common.sh"
. "$root/target"
name=${0##*/}
name=${name#"$CROSS_TRIPLE-"}
tool=$(real "$name") || not_found "$name"
if [ -z "${PKG_CONFIG_LIBDIR-}" ]; then
  export PKG_CONFIG_LIBDIR="$CROSS_PKG_CONFIG_LIBDIR"
  [ -z "$CROSS_PKG_CONFIG_SYSROOT_DIR" ] || export PKG_CONFIG_SYSROOT_DIR="$CROSS_PKG_CONFIG_SYSROOT_DIR"
fi
exec "$tool" "$@"

#!/bin/sh
# pkg-config with the target's folders. No PKG_CONFIG_SYSROOT_DIR: the libraries lie in the same root.
root=${0%/*/*}
. "$root/lib/common.sh"
. "$root/target"
name=${0##*/}
name=${name#"$CROSS_TRIPLE-"}
tool=$(real "$name") || not_found "$name"
if [ -z "${PKG_CONFIG_LIBDIR-}" ]; then
  export PKG_CONFIG_LIBDIR="$CROSS_PKG_CONFIG_LIBDIR"
fi
exec "$tool" "$@"

#!/bin/sh
# Runs a build platform's tool whose name is taken by a shim: for programs that run during the build.
root=${0%/*/*}
. "$root/lib/common.sh"
PATH=$(plain_path)
unset PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR
exec "${0##*/}" "$@"

# shellcheck shell=bash
# Root file systems of Debian, complete: apt works in them. Sourced.

# the archive this machine uses
debian_uri() { cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +([^ ]*debian\/?)( .*)?$/\3/p' | head -n 1; }

# bootstrap <suite> <platform> <name> [package,…]: a tar of a system of that platform, under $LAB/rootfs
bootstrap() {
  local suite=$1 platform=$2 out=$LAB/rootfs/$3.tar include=ca-certificates${4:+,$4} options=() line
  [ -s "$out" ] && return
  say "bootstrapping Debian $suite for $(platform_of "$platform")${4:+ with $4}"
  # the machine's proxies, if it has any
  while read -r line; do options+=(--aptopt="$line"); done < <(apt-config dump | grep -E '^Acquire::(http|https)::Proxy ' || true)
  # main of the release only: the other suites of a mirror can be out of step between architectures
  # shellcheck disable=SC2016
  PATH=/.native/bin:$PATH TMPDIR=$LAB/tmp logged "rootfs-$3" mmdebstrap --variant=minbase --include="$include" --arch="$(debian_of "$platform")" --format=tar \
    ${options[@]+"${options[@]}"} --extract-hook="cp -a '$LAB/native' \"\$1/.native\"" --customize-hook='rm -rf "$1/.native"' \
    "$suite" "$out.part" "deb $(debian_uri) $suite main"
  mv "$out.part" "$out"
}

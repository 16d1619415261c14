# shellcheck shell=bash
# Sourced.

# what the official image adds to a bootstrapped system: how APT and dpkg are configured, no services started, sources in deb822
debian_settings() { # <suite> <tar>
  local tree=$LAB/tmp/debian-$1
  rm -rf "$tree"
  mkdir -p "$tree"/etc/{apt/apt.conf.d,apt/sources.list.d,dpkg/dpkg.cfg.d} "$tree/usr/sbin"
  cp "$here"/images/debian/docker-* "$tree/etc/apt/apt.conf.d/"
  echo force-unsafe-io >"$tree/etc/dpkg/dpkg.cfg.d/docker-apt-speedup"
  printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
  : >"$tree/etc/apt/.wh.sources.list"
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$(debian_uri)" "$1" >"$tree/etc/apt/sources.list.d/debian.sources"
  chmod 755 "$tree/usr/sbin/policy-rc.d"
  # files alone: the folders are the system's
  (cd "$tree" && find . -type f | sort | tar --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=go-w -cf "$2" -T -)
}

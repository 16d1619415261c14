# Read by toolchain.sh: makes /crossbuild/tree/apt, native tools for the parts of a package installation that burn time.
#
# Wiring. A RUN that installs packages gets the tree (a stage that runs toolchain.sh, or `toolchain.sh apt`) and
#   --mount=type=secret,id=crossbuild-apt-config,env=APT_CONFIG             value: /.crossbuild/apt/apt.conf
# unless the step has an APT_CONFIG of its own. APT reads that file before its own, so that what the image configures wins.
#
# Swapped are the methods that fetch, verify checksums and decompress (http, https, store, file, copy, rred), each by its own
# setting, so that a method which the image adds stays its own; and dpkg-deb and dpkg-split, which dpkg finds on the PATH that a
# wrapper gives it. apt, dpkg, gpgv and the maintainer scripts stay the target's. Nothing lies over a file that a package could upgrade.
#
# Measured on bookworm, arm64 on amd64, CPU time: apt-get update 7.9 s to 4.7 s, nine packages reinstalled 14.6 s to 7.7 s.

apt_run() { # FILE NAME
  script "$1" <<SH
unset LD_PRELOAD LD_AUDIT
exec /.crossbuild/apt/lib/ld.so --library-path /.crossbuild/apt/lib /.crossbuild/apt/libexec/$2 "\$@"
SH
}

apt_tools() {
  [ -x /usr/bin/dpkg-deb ] && [ -x /usr/lib/apt/methods/http ] || return 0
  mkdir -p "$tree/apt/lib" "$tree/apt/libexec" "$tree/apt/methods" "$tree/apt/bin"
  cp -L "$loader" "$tree/apt/lib/ld.so"
  chmod 755 "$tree/apt/lib/ld.so"
  # modules of name resolution, which older C libraries load by name
  for nss in files dns compat; do
    if module=$(library "libnss_$nss.so.2"); then cp -L "$module" "$tree/apt/lib/"; fi
  done
  conf=
  for method in http https store file copy rred; do
    [ -x "/usr/lib/apt/methods/$method" ] || continue
    program "/usr/lib/apt/methods/$method" "$method" /apt
    apt_run "$tree/apt/methods/$method" "$method"
    conf="$conf
Dir::Bin::Methods::$method \"/.crossbuild/apt/methods/$method\";"
  done
  for name in dpkg-deb dpkg-split; do
    program "/usr/bin/$name" "$name" /apt
    apt_run "$tree/apt/bin/$name" "$name"
  done
  script "$tree/apt/dpkg" <<'SH'
PATH=/.crossbuild/apt/bin:$PATH
exec /usr/bin/dpkg "$@"
SH
  printf '%s\nDir::Bin::dpkg "/.crossbuild/apt/dpkg";\n' "$conf" >"$tree/apt/apt.conf"
}

# Read by toolchain.sh: makes /crossbuild/tree/apt, native tools for the parts of a package installation that burn time.
#
# Wiring. A RUN that installs packages gets the tree (a stage that runs toolchain.sh, or `toolchain.sh apt`) and
#   --mount=type=secret,id=crossbuild-apt-config,env=APT_CONFIG             value: /.crossbuild/apt/apt.conf
# unless the step has an APT_CONFIG of its own. APT reads that file before its own, so that what the image configures wins.
#
# They are the programs of the base itself, for the build machine, made to find their loader and libraries in the tree: nothing
# has to be fetched, so that a step that only installs waits for nothing.
#
# Swapped are the methods that fetch, verify checksums and decompress (http, https, store, file, copy, rred), each by its own
# setting, so that a method which the image adds stays its own; apt-key and the method gpgv, with what they run; and dpkg-deb and
# dpkg-split, which dpkg finds on the PATH that a wrapper gives it. apt-get and apt themselves are found first by
#   --mount=type=bind,from=<the same stage>,source=/crossbuild/tree/apt/path/apt-get,target=/usr/local/sbin/apt-get
# dpkg and the maintainer scripts stay the target's. Nothing lies over a file that a package could upgrade.
#
# By `time` in a step, 2026-11-26, bookworm for arm64 on amd64, two cores: apt-get update 30 s emulated, 5.4 s so, 4.6 s natively;
# two packages installed 10.3, 5.6, 1.6.

. "$kit/relocate.sh"

apt_program() { # FILE FOLDER: into the tree; `relocate` makes it run there
  program "$1" "${1##*/}" /apt && mv "$tree/apt/libexec/${1##*/}" "$tree/apt/$2/"
}

apt_key() { # apt-key checks signatures by forty small programs: the same ones, for the build machine
  for name in sh gpgv apt-config awk base64 cat chmod cmp cp find grep mktemp mv readlink rm sed sort touch; do
    ! from=$(command -v "$name") || apt_program "$from" tools || return
  done
  apt_program /usr/lib/apt/methods/gpgv methods && mv "$tree/apt/tools/apt-config" "$tree/apt/front/" || return
  # what is asked is where keys are; which architectures there are would be asked of dpkg each time
  printf '#!/.crossbuild/apt/tools/sh\nexec /.crossbuild/apt/front/apt-config -o APT::Architectures::=all "$@"\n' >"$tree/apt/tools/apt-config"
  { printf '#!/.crossbuild/apt/tools/sh\nPATH=/.crossbuild/apt/tools:$PATH\n' && tail -n +2 /usr/bin/apt-key; } >"$tree/apt/apt-key"
  chmod 755 "$tree/apt/apt-key" "$tree/apt/tools/apt-config" || return
  conf="$conf
Dir::Bin::Methods::gpgv \"/.crossbuild/apt/methods/gpgv\";
Dir::Bin::apt-key \"/.crossbuild/apt/apt-key\";"
}

apt_fronts() { # VERSION: scripts that start the native front ends where the image's APT is of that version, and else the image's
  mkdir -p "$tree/apt/path" || return
  for name in apt-get apt; do
    cat >"$tree/apt/path/$name" <<SH && chmod 755 "$tree/apt/path/$name" || return
#!/bin/sh
# a wrapper of the image's own comes first on its PATH, too
[ ! -x /usr/local/bin/$name ] || exec /usr/local/bin/$name "\$@"
if [ "\${APT_CONFIG-}" = /.crossbuild/apt/apt.conf ]; then
  # what is loaded into every program is the target's, and dpkg shall have it
  if [ -n "\${LD_PRELOAD-}\${LD_AUDIT-}" ]; then unset APT_CONFIG && exec /usr/bin/$name "\$@"; fi
  have=\$(/usr/bin/dpkg-query -f '\${Architecture} \${Version}' -W apt 2>/dev/null)
  own=/.crossbuild/apt/for/\${have%% *}.conf
  if [ "\${have#* }" = '$1' ] && [ -r "\$own" ]; then APT_CONFIG=\$own exec /.crossbuild/apt/front/$name "\$@"; fi
fi
exec /usr/bin/$name "\$@"
SH
  done
}

apt_tools() {
  [ -x /usr/bin/dpkg-deb ] && [ -x /usr/lib/apt/methods/http ] && [ -x /usr/bin/perl ] || return 0
  apt_tree || { rm -rf "$tree/apt" && apt_nothing && echo 'crossbuild: APT stays emulated'; }
}

apt_nothing() { # what mounts and APT_CONFIG name has to be there; APT warns of a configuration that is missing
  mkdir -p "$tree/apt" && : >"$tree/apt/apt.conf" && apt_fronts ''
}

apt_tree() { # called in a condition, where set -e does not hold
  for folder in lib libexec methods bin front tools for; do mkdir -p "$tree/apt/$folder" || return; done
  cp -L "$loader" "$tree/apt/ld.so" && chmod 755 "$tree/apt/ld.so" && relocate /.crossbuild/apt "$tree/apt/ld.so" "$buildarch/" || return
  # modules of name resolution, which older C libraries load by name
  for nss in files dns compat; do
    if module=$(library "libnss_$nss.so.2"); then cp -L "$module" "$tree/apt/lib/" || return; fi
  done
  conf=
  for method in http https store file copy rred; do
    [ -x "/usr/lib/apt/methods/$method" ] || continue
    apt_program "/usr/lib/apt/methods/$method" methods || return
    conf="$conf
Dir::Bin::Methods::$method \"/.crossbuild/apt/methods/$method\";"
  done
  for name in dpkg-deb dpkg-split; do apt_program "/usr/bin/$name" bin || return; done
  for name in apt-get apt; do apt_program "/usr/bin/$name" front || return; done
  # from apt 3 on there is none
  [ ! -x /usr/bin/apt-key ] || apt_key || return
  rmdir "$tree/apt/libexec" || return
  programs=$(find "$tree/apt" -type f ! -path '*/lib/*' ! -name ld.so -exec grep -l -a -m 1 '^.ELF' {} +) || return
  # shellcheck disable=SC2086 # names without blanks
  relocate /.crossbuild/apt $programs || return
  { echo '#!/bin/sh' && cat; } >"$tree/apt/dpkg" <<'SH'
PATH=/.crossbuild/apt/bin:$PATH
exec /usr/bin/dpkg "$@"
SH
  chmod 755 "$tree/apt/dpkg" || return
  ln -s "$tree" /.crossbuild || return
  # all of it was found where it will be
  works=0
  for file in $programs; do
    /.crossbuild/apt/ld.so --list "$file" >"$work/list" 2>&1 && ! grep -q 'not found' "$work/list" || works=1
  done
  /.crossbuild/apt/front/apt-get --version >/dev/null || works=1
  rm /.crossbuild
  [ "$works" = 0 ] || return
  conf="$conf
Dir::Bin::dpkg \"/.crossbuild/apt/dpkg\";"
  # what the build machine's apt-get is told, the target's knows
  for name in amd64 arm64 armel armhf i386 loong64 mips64el ppc64el riscv64 s390x; do
    printf '%s\nAPT::Architecture "%s";\n' "$conf" "$name" >"$tree/apt/for/$name.conf" || return
  done
  apt_fronts "$(dpkg-query -f '${Version}' -W apt)" || return
  printf '%s\n' "$conf" >"$tree/apt/apt.conf"
}

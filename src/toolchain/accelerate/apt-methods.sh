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
# setting, so that a method which the image adds stays its own; apt-key and the method gpgv, with what they run; and dpkg-deb,
# dpkg-split, tar and rm, which dpkg finds on the PATH that a wrapper gives it. apt-get and apt themselves are found first by
#   --mount=type=bind,from=<the same stage>,source=/crossbuild/tree/apt/path/apt-get,target=/usr/local/sbin/apt-get
# dpkg is the build machine's under the name of the target's architecture, which is a constant in it, where that has room for it.
# Maintainer scripts, and what they run, stay the target's. Nothing lies over a file that a package could upgrade.

. "$kit/relocate.sh"

apt_programs() { # FOLDER FILE…: into the tree, with their libraries; `relocate` makes them run there
  folder=$tree/apt/$1
  shift
  cp -L "$@" "$folder/" || return
  for file; do "$loader" --list "$file" || return; done >"$work/list"
  # one that is in the loader's list twice is copied twice
  # shellcheck disable=SC2046 # names without blanks
  cp -L $(sed -n 's/.* => \(.*\) (.*/\1/p' "$work/list" | sort -u) "$tree/apt/lib/"
}

apt_key() { # apt-key checks signatures by forty small programs: the same ones, for the build machine
  # a command that is not there says nothing
  # shellcheck disable=SC2046 # names without blanks
  apt_programs tools $(for name in gpgv apt-config awk base64 cat chmod cmp cp find grep mktemp mv readlink rm sed sort touch; do command -v "$name" || :; done) || return
  apt_programs methods /usr/lib/apt/methods/gpgv && mv "$tree/apt/tools/apt-config" "$tree/apt/front/" || return
  # what is asked is where keys are; which architectures there are would be asked of dpkg each time
  printf '#!/.crossbuild/apt/tools/sh\nexec /.crossbuild/apt/front/apt-config -o APT::Architectures::=all "$@"\n' >"$tree/apt/tools/apt-config"
  { printf '#!/.crossbuild/apt/tools/sh\nPATH=/.crossbuild/apt/tools:$PATH\n' && tail -n +2 /usr/bin/apt-key; } >"$tree/apt/apt-key"
  chmod 755 "$tree/apt/apt-key" "$tree/apt/tools/apt-config" || return
  conf="$conf
Dir::Bin::Methods::gpgv \"/.crossbuild/apt/methods/gpgv\";
Dir::Bin::apt-key \"/.crossbuild/apt/apt-key\";"
}

apt_dpkg() { # NATIVE ARCHITECTURE…: dpkg as each of them has it, in folders of their names
  perl "$kit/dpkg-names.pl" "$tree/apt/front/dpkg" "$tree/apt/as" "$@"
}

apt_fronts() { # SHELL VERSION: apt-front.sh for both of them
  mkdir -p "$tree/apt/path" || return
  for name in apt-get apt; do
    { printf '#!%s\nname=%s version=%s\n' "$1" "$name" "$2" && cat "$kit/apt-front.sh"; } >"$tree/apt/path/$name" && chmod 755 "$tree/apt/path/$name" || return
  done
}

apt_tools() {
  [ -x /usr/bin/dpkg-deb ] && [ -x /usr/lib/apt/methods/http ] && [ -x /usr/bin/perl ] || return 0
  apt_tree || { rm -rf "$tree/apt" && apt_nothing && echo 'crossbuild: APT stays emulated'; }
}

apt_nothing() { # what mounts and APT_CONFIG name has to be there; APT warns of a configuration that is missing
  mkdir -p "$tree/apt" && : >"$tree/apt/apt.conf" && apt_fronts /bin/sh ''
}

apt_tree() { # called in a condition, where set -e does not hold
  for folder in lib methods bin front tools for as; do mkdir -p "$tree/apt/$folder" || return; done
  cp -L "$loader" "$tree/apt/ld.so" && chmod 755 "$tree/apt/ld.so" && relocate /.crossbuild/apt "$tree/apt/ld.so" "$buildarch/" || return
  # modules of name resolution, which older C libraries load by name
  for nss in files dns compat; do
    if module=$(library "libnss_$nss.so.2"); then cp -L "$module" "$tree/apt/lib/" || return; fi
  done
  conf= methods=
  for method in http https store file copy rred; do
    [ -x "/usr/lib/apt/methods/$method" ] || continue
    methods="$methods /usr/lib/apt/methods/$method"
    conf="$conf
Dir::Bin::Methods::$method \"/.crossbuild/apt/methods/$method\";"
  done
  # shellcheck disable=SC2086 # names without blanks
  apt_programs methods $methods && apt_programs front /usr/bin/apt-get /usr/bin/apt /usr/bin/dpkg /usr/bin/dpkg-query || return
  # what dpkg starts for every package
  apt_programs bin /usr/bin/dpkg-deb /usr/bin/dpkg-split "$(command -v rm)" "$(command -v tar)" && apt_programs tools /bin/sh || return
  # from apt 3 on there is none
  [ ! -x /usr/bin/apt-key ] || apt_key || return
  chmod -R a+rX,u+w "$tree/apt" || return
  programs=$(find "$tree/apt" -type f ! -path '*/lib/*' ! -name ld.so -exec grep -l -a -m 1 '^.ELF' {} +) || return
  # shellcheck disable=SC2086 # names without blanks
  relocate /.crossbuild/apt $programs || return
  names='amd64 arm64 armel armhf i386 loong64 mips64el ppc64el riscv64 s390x'
  # shellcheck disable=SC2086 # a list of names
  apt_dpkg "$(dpkg --print-architecture)" $names || return
  { printf '#!/.crossbuild/apt/tools/sh\nversion=%s\n' "$(dpkg-query -f '${Version}' -W dpkg)" && cat; } >"$tree/apt/dpkg" <<'SH'
# what it can do, an older one of the same image says as well; and it is asked five times which architectures there are besides its own
case $* in
  --assert-*) exec /.crossbuild/apt/front/dpkg "$@" ;;
  --print-foreign-architectures)
    own=${APT_CONFIG##*/} foreign=
    if [ -s /var/lib/dpkg/arch ]; then while read -r name; do [ "$name" = "${own%%.*}" ] || foreign=1; done </var/lib/dpkg/arch; fi
    [ -n "$foreign" ] || exit 0
    ;;
esac
PATH=/.crossbuild/apt/bin:$PATH
own=${APT_CONFIG##*/}
native=/.crossbuild/apt/as/${own%%.*}/dpkg
if [ -x "$native" ] && [ "$(/.crossbuild/apt/front/dpkg-query -f '${Version}' -W dpkg 2>/dev/null)" = "$version" ]; then exec "$native" "$@"; fi
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
  silent='Dir::Etc::parts "/dev/null";
#include "/etc/apt/apt.conf.d/";
#clear DPkg::Pre-Install-Pkgs;'
  for name in $names; do
    own=$tree/apt/for/$name
    printf '%s\nAPT::Architecture "%s";\n' "$conf" "$name" >"$own.conf" && { cat "$own.conf" && echo "$silent"; } >"$own.silent.conf" || return
  done
  apt_fronts /.crossbuild/apt/tools/sh "$(dpkg-query -f '${Version}' -W apt)" || return
  printf '%s\n' "$conf" >"$tree/apt/apt.conf"
}

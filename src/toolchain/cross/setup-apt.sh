# The toolchain of a Debian or Ubuntu stage; sourced by setup.sh.
[ -n "$CROSS_DEBIAN" ] || fail "Debian has no architecture for $TARGETPLATFORM. Write strategy: accelerate"

# the shims are not in use here, so that what is written is what is meant
PATH=$(plain_path)
export DEBIAN_FRONTEND=noninteractive
native=$(dpkg --print-architecture)
sources=$system/etc/apt/sources.list
had_lists=$(find "$system/var/lib/apt/lists" -maxdepth 1 -type f ! -name lock 2>/dev/null | head -n 1)

# Ubuntu keeps amd64 and i386 on one host and everything else on another; asking the wrong one is an error.
is_ubuntu() {
  case " $ID $ID_LIKE " in *' ubuntu '*) return 0 ;; *) return 1 ;; esac
}

# Binds every source that names no architecture to the build platform's.
bind_sources() {
  for list in "$sources" "$sources.d"/*.list; do
    [ -f "$list" ] || continue
    sed -i -E \
      -e "/^deb(-src)?[[:space:]]+\[[^]]*arch=/b" \
      -e "s/^(deb(-src)?)[[:space:]]+\[[[:space:]]*/\1 [arch=$native /" \
      -e "t" \
      -e "s/^(deb(-src)?)[[:space:]]+/\1 [arch=$native] /" "$list"
  done
  for list in "$sources.d"/*.sources; do
    [ -f "$list" ] || continue
    awk -v native="$native" '
      function flush() {
        if (body && !bound) stanza = stanza "Architectures: " native "\n"
        printf "%s", stanza
        stanza = ""; body = 0; bound = 0
      }
      /^[[:space:]]*$/ { flush(); print; next }
      /^Architectures:/ { bound = 1 }
      { if ($0 !~ /^#/) body = 1; stanza = stanza $0 "\n" }
      END { flush() }' "$list" >"$list.new"
    cat "$list.new" >"$list"
    rm "$list.new"
  done
}

ubuntu_host() {
  case $1 in amd64 | i386) echo archive ;; *) echo ports ;; esac
}

add_ubuntu_source() {
  case $(ubuntu_host "$CROSS_DEBIAN") in
    archive) main=http://archive.ubuntu.com/ubuntu security=http://security.ubuntu.com/ubuntu ;;
    ports) main=http://ports.ubuntu.com/ubuntu-ports security=http://ports.ubuntu.com/ubuntu-ports ;;
  esac
  code=${UBUNTU_CODENAME:-$VERSION_CODENAME}
  components='main restricted universe multiverse'
  keys=/usr/share/keyrings/ubuntu-archive-keyring.gpg
  for pocket in '' -updates -security; do
    [ "$pocket" = -security ] && from=$security || from=$main
    printf 'deb [arch=%s signed-by=%s] %s %s%s %s\n' "$CROSS_DEBIAN" "$keys" "$from" "$code" "$pocket" "$components"
  done >"$sources.d/crossbuild.list"
}

update() {
  for attempt in 1 2 3; do
    apt-get update -qq -o Acquire::Retries=3 -o APT::Update::Error-Mode=any && return
    sleep "$attempt"
  done
  apt-get update -o Acquire::Retries=3 ||
    fail "cross cannot fetch the package lists of $CROSS_DEBIAN for $CROSS_DISTRIBUTION. Try again, or write strategy: accelerate"
}

has_candidate() {
  apt-cache policy "$1" | grep -q '^  Candidate: [^(]'
}

# A library must have the same version for both architectures, so when it does not fit, upgrades come along.
install() {
  set -- install -y -qq --no-install-recommends --no-remove -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
    -o Dpkg::Options::=--force-confold "$@"
  if ! apt-get -s "$@" >/dev/null 2>&1; then
    # shellcheck disable=SC2046 # names without blanks
    set -- "$@" $(apt-get -s -qq upgrade | sed -n 's/^Inst \([^ ]*\) \[.*/\1/p')
    apt-get -s "$@" >/dev/null || return 1
  fi
  apt-get "$@" >/dev/null
}

if is_ubuntu; then
  [ "$CROSS_DEBIAN" != armel ] || fail "Ubuntu has no packages for $TARGETPLATFORM. Write strategy: accelerate"
  # one host for both needs nothing, and apt refuses a second source of it with other options
  if [ "$(ubuntu_host "$native")" != "$(ubuntu_host "$CROSS_DEBIAN")" ]; then
    bind_sources
    add_ubuntu_source
  fi
fi
dpkg --add-architecture "$CROSS_DEBIAN"
update
if ! has_candidate "libc6-dev:$CROSS_DEBIAN"; then
  CROSS_ARCHIVE=0
  dpkg --remove-architecture "$CROSS_DEBIAN"
  rm -f "$sources.d/crossbuild.list"
fi

# A compiler for the target is there when one for the build platform is; otherwise when the stage installs one.
packages=
real gcc >/dev/null && packages=$CROSS_GCC
real g++ >/dev/null && packages="$packages $CROSS_GXX"
libraries=
if [ -n "$packages" ]; then
  if [ "$CROSS_ARCHIVE" = 1 ]; then
    # the target's own libc and not the one for cross compilers alone: what is linked with it also runs here
    libraries=libc6-dev:$CROSS_DEBIAN
    ! real g++ >/dev/null || libraries="$libraries libstdc++6:$CROSS_DEBIAN"
  else
    libraries=libc6-dev-$CROSS_DEBIAN-cross
  fi
fi
# shellcheck disable=SC2086 # lists of names
[ -z "$packages" ] || install $packages $libraries ||
  fail "cross cannot install the compiler for $TARGETPLATFORM in $CROSS_DISTRIBUTION. Write strategy: accelerate"

CROSS_CC="$CROSS_TRIPLE-gcc${CROSS_CFLAGS:+ $CROSS_CFLAGS}"
CROSS_CXX="$CROSS_TRIPLE-g++${CROSS_CFLAGS:+ $CROSS_CFLAGS}"
CROSS_AR=$CROSS_TRIPLE-ar
CROSS_CLANG="--target=$CROSS_TRIPLE${CROSS_CFLAGS:+ $CROSS_CFLAGS}"
CROSS_PKG_CONFIG_LIBDIR=/usr/local/lib/$CROSS_MULTIARCH/pkgconfig:/usr/local/lib/pkgconfig:/usr/local/share/pkgconfig:/usr/lib/$CROSS_MULTIARCH/pkgconfig:/usr/lib/pkgconfig:/usr/share/pkgconfig
write_target
write_shims
for name in apt-get apt; do
  ! real "$name" >/dev/null || ln -sf ../lib/apt.sh "$root/bin/$name"
done
wanted=$(printf %s "$CROSSBUILD_CROSS_PACKAGES" | tr ',;\n' '   ')
# shellcheck disable=SC2086 # a list of names
[ -z "${wanted# }" ] || "$root/bin/apt-get" install -y -qq --no-install-recommends $wanted
[ -n "$had_lists" ] || find "$system/var/lib/apt/lists" -mindepth 1 -maxdepth 1 ! -name lock ! -name partial -exec rm -rf {} +

#!/bin/sh
# apt-get and apt: installs libraries for the target and tools for the build platform, from one list of names.
root=${0%/*/*}
. "$root/lib/common.sh"
. "$root/lib/shims.sh"
. "$root/target"
name=${0##*/}
apt=$(real "$name") || not_found "$name"
apt_get=$(real apt-get)

# takes_value OPTION: whether the next word belongs to it. Source: apt-get(8).
takes_value() {
  case $1 in
    --*=*) return 1 ;;
    --option | --config-file | --default-release | --target-release | --host-architecture | --build-profiles) return 0 ;;
    --*) return 1 ;;
  esac
  letters=${1#-}
  while [ -n "$letters" ]; do
    rest=${letters#?}
    case $letters in
      [tocaP]*) [ -z "$rest" ] && return 0 || return 1 ;;
      =*) return 1 ;;
    esac
    letters=$rest
  done
  return 1
}

verb= names= removes=
read_arguments() {
  expect=
  for arg; do
    if [ -n "$expect" ]; then
      expect=
    elif [ "$arg" = -- ]; then
      :
    else
      case $arg in
        -*) takes_value "$arg" && expect=1 ;;
        *) if [ -z "$verb" ]; then verb=$arg; else names="$names $(names_of "$arg")"; fi ;;
      esac
    fi
  done
}

# The packages that a word may mean: `git-` is the removal of git, `g++` is g++.
names_of() {
  bare=$(bare_name "$1")
  case $bare in
    *- | *+) printf '%s %s' "$bare" "${bare%?}" ;;
    *) printf '%s' "$bare" ;;
  esac
}

# The package of `package=version`, `package:architecture` and `package/suite`.
bare_name() {
  bare=${1%%=*}
  bare=${bare%%/*}
  printf '%s' "${bare%%:*}"
}

# One line `name class` per package that the lists know: target, native, or all (headers or a metapackage for every
# architecture, whose dependencies decide). Source of the rule: Section and Multi-Arch of deb-control(5).
classify() {
  [ $# -eq 0 ] || apt-cache show --no-all-versions "$@" 2>/dev/null | awk '
    function flush(  class, library) {
      if (name == "" || name in seen) { reset(); return }
      seen[name] = 1
      library = section ~ /^(libdevel|libs|oldlibs)$/
      class = "native"
      if (multi != "foreign" && section !~ /^(golang|python|perl|ruby|php|java|javascript|interpreters)$/) {
        if (arch == "all") { if (library || name ~ /-dev$/) class = "all" }
        else if (library || multi == "same") class = "target"
      }
      print name, class
      reset()
    }
    function reset() { name = ""; section = ""; multi = ""; arch = "" }
    /^Package: / { flush(); name = $2 }
    /^Section: / { section = $2; sub(/.*\//, "", section) }
    /^Multi-Arch: / { multi = $2 }
    /^Architecture: / { arch = $2 }
    /^$/ { flush() }
    END { flush() }'
}

# What the lists say of one package, or what its name says when it is virtual.
class_of() {
  case $1 in
    gcc-multilib | g++-multilib | gcc-[0-9]*-multilib | g++-[0-9]*-multilib) echo multilib && return ;;
    gcc | g++ | gcc-[0-9] | gcc-[0-9][0-9] | g++-[0-9] | g++-[0-9][0-9] | build-essential) echo compiler && return ;;
    pkg-config | pkgconf | pkgconf-bin | dpkg-dev) echo native && return ;;
    libc6-dev | libc-dev | linux-libc-dev) echo both && return ;;
  esac
  case "$classes
" in
    *"
$1 target
"*) echo target ;;
    *"
$1 native
"*) echo native ;;
    *"
$1 all
"*) echo all ;;
    *) case $1 in lib*-dev) echo target ;; *) echo unknown ;; esac ;;
  esac
}

known() {
  case "$classes
" in *"
$1 "*) return 0 ;; esac
  return 1
}

# exists PACKAGE: whether it can be installed by that name.
exists() {
  # shellcheck disable=SC2143 # a candidate without a name is none
  [ -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '^(none)$')" ]
}

# translate WORD: prints, one per line, what to install for it.
translate() {
  case $1 in
    *:*) echo "$1" && return ;;
  esac
  package=$(bare_name "$1")
  suffix=${1#"$package"}
  if ! known "$package"; then
    # apt-get's own notation: `package-` removes, `package+` installs
    case $package in
      gcc* | g++*) ;;
      *- | *+) echo "$1" && return ;;
    esac
  fi
  case $(class_of "$package") in
    target) target_package "$package" "$suffix" ;;
    both)
      echo "$1"
      if [ "$CROSS_ARCHIVE" = 1 ]; then echo "$package:$CROSS_DEBIAN$suffix"; fi
      ;;
    all)
      behind=$(libraries_behind "$package")
      [ "$metapackages" = without ] && [ -n "$behind" ] || echo "$1"
      for needed in $behind; do target_package "$needed" ''; done
      ;;
    compiler)
      echo "$1"
      cross_compiler "$package"
      ;;
    multilib)
      note "leaving $package out: it cannot be installed beside a cross compiler"
      echo "${package%-multilib}"
      cross_compiler "${package%-multilib}"
      ;;
    *) echo "$1" ;;
  esac
}

target_package() {
  # programs of a pinned stage may need the build platform's as well
  [ "$CROSS_PINNED" = 0 ] || [ "$beside" = alone ] || echo "$1$2"
  if [ "$CROSS_ARCHIVE" = 1 ]; then
    echo "$1:$CROSS_DEBIAN$2"
  elif exists "$1-$CROSS_DEBIAN-cross"; then
    echo "$1-$CROSS_DEBIAN-cross"
  else
    fail "cross cannot install $1 for $CROSS_PLATFORM: $CROSS_DISTRIBUTION has no archive for $CROSS_DEBIAN. Write strategy: accelerate"
  fi
}

cross_compiler() {
  case $1 in
    build-essential) echo "$CROSS_GCC" && echo "$CROSS_GXX" ;;
    gcc) echo "$CROSS_GCC" ;;
    g++) echo "$CROSS_GCC" && echo "$CROSS_GXX" ;;
    gcc-*) echo "$1-${CROSS_GCC#gcc-}" ;;
    g++-*) echo "gcc-${1#g++-}-${CROSS_GCC#gcc-}" && echo "$1-${CROSS_GCC#gcc-}" ;;
  esac
}

# The libraries that a package without an architecture depends on; apt would take the build platform's.
libraries_behind() {
  # shellcheck disable=SC2046 # names without blanks
  classify $(apt-cache depends --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances "$1" 2>/dev/null |
    sed -n 's/^ *|\{0,1\}Depends: \([^<:]*\).*/\1/p' | sort -u) | sed -n 's/ target$//p'
}

# Whether libraries come for the build platform as well (in a pinned stage), or for the target alone.
beside=both

# What could be upgraded: a library must have the same version for both architectures.
upgradable() {
  "$apt_get" -s -qq upgrade 2>/dev/null | sed -n 's/^Inst \([^ ]*\) \[.*/\1/p'
}

explain() {
  culprits=
  for word in $translated; do
    case $word in
      *":$CROSS_DEBIAN"*) "$apt_get" -s -qq --no-remove install "$word" >/dev/null 2>&1 || culprits="$culprits ${word%%:*}" ;;
    esac
  done
  printf '%s\n' "$1" >&2
  fail "cross cannot install${culprits:-$names} for $CROSS_PLATFORM beside the build platform's packages. Write strategy: accelerate"
}

# install_translated METAPACKAGES ARGUMENT...: turns the list of arguments once around, with each package translated,
# and installs. Returns only when the packages cannot be installed together; then `said` has apt's words.
# A metapackage brings the build platform's libraries along; where those conflict, `without` leaves it out.
install_translated() {
  metapackages=$1
  shift
  remove=--no-remove
  expect= seen= translated=
  for arg; do
    shift
    if [ -n "$expect" ]; then
      expect=
      set -- "$@" "$arg"
      continue
    fi
    case $arg in
      -*)
        [ "$arg" != -- ] && takes_value "$arg" && expect=1
        set -- "$@" "$arg"
        ;;
      ./* | ../* | /*) set -- "$@" "$arg" ;;
      *)
        if [ -z "$seen" ]; then
          seen=1
          set -- "$@" "$arg"
          continue
        fi
        case $arg in *-) known "${arg%-}" && remove= ;; esac
        words=$(translate "$arg") || exit $?
        for word in $words; do
          set -- "$@" "$word"
          translated="$translated $word"
        done
        ;;
    esac
  done
  if ! said=$("$apt" -s -qq $remove "$@" 2>&1); then
    more=$(upgradable)
    # shellcheck disable=SC2086 # a list of names
    "$apt" -s -qq $remove "$@" $more >/dev/null 2>&1 || return 1
    # shellcheck disable=SC2086 # a list of names
    set -- "$@" $more
  fi
  "$apt" -o Acquire::Retries=3 $remove "$@"
  code=$?
  set +f
  write_shims
  exit "$code"
}

install() {
  set -f
  # shellcheck disable=SC2086 # a list of names
  classes="
$(classify $names)"
  install_translated with "$@"
  case "$classes
" in *' all
'*) install_translated without "$@" ;; esac
  if [ "$CROSS_PINNED" = 1 ]; then
    beside=alone
    install_translated with "$@"
  fi
  # a request that fails as it is written has an error of its own, in apt's words
  "$apt" -s -qq "$@" >/dev/null 2>&1 || exec "$apt" "$@"
  explain "$said"
}

read_arguments "$@"
case $verb in
  update) exec "$apt" -o Acquire::Retries=3 "$@" ;;
  install | reinstall) install "$@" ;;
  build-dep) fail "cross cannot install what a source package needs (build-dep) for $CROSS_PLATFORM. Write strategy: accelerate" ;;
esac
exec "$apt" "$@"

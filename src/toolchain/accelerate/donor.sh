# Read by toolchain.sh: cc1 and cc1plus of Debian's cross compiler of the same major version, in the place where the driver of
# another distribution looks for its own. What the other one has built in and Debian's has not is put into explicit options;
# what cannot be explained leaves the tree without compilers. Whether they give the same code is for gate.sh to say.
#
# Assembler and linker stay the target's: they have versions of their own.

probe=${CROSSBUILD_PROBE:-/.crossbuild-probe}

fact() {
  sed -n "s/^$1=//p" "$probe/gcc"
}

suite() { # the release of Debian whose cross compiler is nearest
  case $1 in
    11.*) echo bookworm ;;
    12.[0-2] | 12.[0-2].*) echo bookworm ;;
    12.* | 13.* | 14.[0-2] | 14.[0-2].*) echo trixie ;;
    14.* | 15.*) echo forky ;;
  esac
}

sources() { # SUITE, from the mirror that the image has; without the archives of the image's own release
  uri=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null | grep -v security | head -1)
  [ -n "$uri" ] || uri=$(sed -n 's/^deb \(\[.*\] \)\{0,1\}\([^ ]*\) .*/\2/p' /etc/apt/sources.list 2>/dev/null | grep -v security | head -1)
  rm -f /etc/apt/sources.list.d/*
  for keys in /usr/share/keyrings/debian-archive-keyring.*; do break; done
  printf 'deb [signed-by=%s] %s %s main\n' "$keys" "${uri:-http://deb.debian.org/debian}" "$1" >/etc/apt/sources.list
}

quoted() { # lines of stdin as words of the shell
  sed -e "s/'/'\\\\''/g" -e "s/^/'/" -e "s/\$/'/"
}

front() { # lines of stdin: code that puts them in front of the arguments
  words=$(quoted | tr '\n' ' ')
  [ -z "$words" ] || printf 'set -- %s"$@"\n' "$words"
}

ours() { # PROGRAM ARGUMENT…: runs ours with what the target's driver gives, and the options found so far
  program=$1
  shift
  # shellcheck disable=SC2046 # words without blanks
  "$tree/lib/ld.so" --library-path "$tree/lib" "$tree/libexec/$program" $(cat "$probe/given-$program" "$work/flags.$program") "$@"
}

differing() { # options that both know and that are set in another way: `option theirs ours`
  awk '
    /^  -/ {
      if ($1 == "-o") next
      option = $1; set = NF > 1 ? $2 : ""
      # `-fx=[a|b]  a` is one option, and of `-fx=a  [enabled]` there is a line for each
      if (set !~ /^\[(en|dis)abled\]$/) sub(/=.*/, "=", option)
      if (FILENAME == ARGV[1]) { theirs[option] = set; next }
      if (option in theirs && theirs[option] != set && theirs[option] != "[available" && set != "[available") print option, theirs[option] == "" ? "-" : theirs[option], set
    }' "$probe/options" "$1"
}

explain() { # `option theirs ours` lines of stdin: the option that makes it so
  while read -r option theirs _; do
    case $option:$theirs in
      # a choice of one, which goes with the other
      -mglibc:'[disabled]' | -mmusl:'[disabled]' | -muclibc:'[disabled]' | -mbionic:'[disabled]') ;;
      # what the macros tell; the help shows it only where it was asked for
      -fpi[ce]:* | -fPI[CE]:* | -fstack-protector*:*) ;;
      # how messages are shown, and what link-time optimisation does, which is the target's own
      -fdiagnostics-*:* | -flto*:*) ;;
      *:'[enabled]') echo "$option" ;;
      *=*:'[disabled]') ;;
      -[fmW]*:'[disabled]') echo "${option%"${option#-?}"}no-${option#-?}" ;;
      *=:-) ;;
      *=:*) echo "$option$theirs" ;;
    esac
  done
}

predefined() { # PROGRAM LEVEL
  ours "$1" "$2" -quiet -E -dM -nostdinc /dev/null | sort
}

only() { # FILE OTHER: names of macros that are in one, or are something else there
  awk 'FILENAME == ARGV[1] { other[$0] = 1; next } /^#define / && !($0 in other) { print $2 }' "$2" "$1"
}

valued() { # FILE MACRO
  sed -n "s/^#define $2 //p" "$1" | head -1
}

tables() { # PROGRAM: the options that are set in another way than the target's
  # without -quiet the values are shown; the driver has no other way either
  ours "$1" help-dummy -O2 --help=common --help=target --help=optimizers --help=warnings -o /dev/null >"$work/options" 2>/dev/null || :
  differing "$work/options" | explain
}

accepted() { # PROGRAM: of the options of stdin those that are for this language
  while read -r option; do
    case $option in
      -W*) said=$(ours "$1" -quiet -E -nostdinc "$option" /dev/null 2>&1 >/dev/null) && [ -z "$said" ] || continue ;;
    esac
    echo "$option"
  done
}

options() { # PROGRAM LANGUAGE: options for what the target's has built in, into $work/flags.PROGRAM; or says what cannot be had
  : >"$work/flags.$1"
  tables "$1" | accepted "$1" >"$work/found"
  predefined "$1" -O2 >"$work/macros"
  {
    cat "$work/found"
    for macro in $(only "$probe/macros-$2-O2" "$work/macros" && only "$work/macros" "$probe/macros-$2-O2"); do
      there=$(valued "$probe/macros-$2-O2" "$macro")
      case $macro:$there in
        __SSP_STRONG__:?*) echo -fstack-protector-strong ;;
        __SSP_ALL__:?*) echo -fstack-protector-all ;;
        __SSP__:?*) echo -fstack-protector ;;
        __CET__:) echo -fcf-protection=none ;;
        __CET__:*) echo -fcf-protection ;;
        __pie__:) echo -fno-PIE ;;
        __pie__:*) echo -fPIE ;;
      esac
    done
    # symbols that are to be one in a process: no option tells, only code does
    [ "$2" = c ] || grep -q gnu_unique_object "$probe/own/cxx/O2.s" || echo -fno-gnu-unique
  } | awk '!seen[$0]++' >"$work/all"
  mv "$work/all" "$work/flags.$1"
  rest=$(tables "$1" | accepted "$1" | grep -vx -e -fgnu-unique | head -1)
  [ -z "$rest" ] || echo "its default $rest cannot be had from $donated"
}

redefined() { # PROGRAM LANGUAGE LEVEL: arguments, one a line, for macros that name the version; any other is a reason
  predefined "$1" "$3" >"$work/macros"
  for macro in $(only "$probe/macros-$2$3" "$work/macros" && only "$work/macros" "$probe/macros-$2$3"); do
    case $macro in
      _FORTIFY_SOURCE | __VERSION__ | __GNUC_MINOR__ | __GNUC_PATCHLEVEL__) ;;
      *) echo "the macro $macro is another one in $donated" >"$work/reason" ;;
    esac
    there=$(valued "$probe/macros-$2$3" "$macro")
    printf -- '-U%s\n' "$macro"
    [ -z "$there" ] || printf -- '-D%s=%s\n' "$macro" "$there"
  done | awk '!seen[$0]++'
}

headers() { # LANGUAGE: code that makes ours look for headers where the target's does
  # Directories of the environment come after -isystem, those of -idirafter after them: with -nostdinc the order is the target's,
  # and so is what counts as C in C++. One that is not there is left out, as -Wmissing-include-dirs would name it.
  # But -nostdinc turns off glibc's <stdc-predef.h> as well. So with glibc all come by the environment, and shade our own;
  # then the line markers of gcc -E lack a 4, which says `extern "C"` on systems other than Linux.
  case $1 in c) variable=C_INCLUDE_PATH ;; *) variable=CPLUS_INCLUDE_PATH ;; esac
  echo 'list='
  [ "$1" = c ] || printf '[ -z "$cxx" ] || list=%s\n' "$(grep -vxF -f "$probe/directories-c" "$probe/directories-cxx" | quoted | paste -sd : -)"
  echo 'if [ -n "$c" ]; then'
  if [ "$(fact predef)" = yes ]; then
    printf '  list=${list:+$list:}%s\n' "$(quoted <"$probe/directories-c" | paste -sd : -)"
  else
    first=$(head -1 "$probe/directories-c")
    [ "$first" = /usr/local/include ] || first=
    [ -z "$first" ] || echo '  list=${list:+$list:}/usr/local/include'
    printf '  for dir in %s; do [ ! -d "$dir" ] || set -- -idirafter "$dir" "$@"; done\n' "$(grep -vxF -e "${first:-/}" "$probe/directories-c" | tac | quoted | tr '\n' ' ')"
    echo '  set -- -nostdinc "$@"'
  fi
  echo 'fi'
  printf '[ -z "$list" ] || export %s="${%s:+$%s:}$list"\n' "$variable" "$variable" "$variable"
}

wrapped() { # PROGRAM LANGUAGE: the script that the driver finds, and its words; says a reason where there cannot be one
  [ "$2" = c ] || grep -vxF -f "$probe/directories-c" "$probe/directories-cxx" | cat - "$probe/directories-c" | cmp -s - "$probe/directories-cxx" || {
    echo "its C++ looks for headers in an unknown order"
    return
  }
  reason=$(options "$1" "$2")
  [ -z "$reason" ] || { echo "$reason" && return; }
  rm -f "$work/reason"
  redefined "$1" "$2" -O0 >"$work/always"
  redefined "$1" "$2" -O2 >"$work/optimising"
  [ ! -f "$work/reason" ] || { cat "$work/reason" && return; }
  {
    echo 'if [ "$level" = 0 ]; then :'
    front <"$work/always"
    echo 'else :'
    front <"$work/optimising"
    echo 'fi'
    front <"$work/flags.$1"
    headers "$2"
  } >"$tree/gcc/$machine/$version/$1.words"
  { printf 'name=%s own=%s here=/.crossbuild/gcc/%s/%s\n' "$1" "$folder" "$machine" "$version" && cat "$kit/donor-cc1.sh"; } | script "$tree/gcc/$machine/$version/$1"
}

donor() {
  [ ! -f "$probe/why" ] || why "$(cat "$probe/why")"
  [ -n "$triple" ] || why "Debian has no name for linux/$arch${variant:+/$variant}"
  machine=$(fact machine) version=$(fact version) full=$(fact full) folder=$(fact folder)
  major=${full%%.*}
  suite=$(suite "$full.0")
  [ -n "$suite" ] || why "Debian has no cross compiler of gcc $full"
  base
  sources "$suite"
  # the assembler and linker, and the parts for link-time optimisation, are not wanted
  unwanted='^\(binutils\|gcc-[0-9]\).*'
  fetch "cpp-$major-${gcc#gcc-}" "g++-$major-${gcc#gcc-}" busybox-static
  # the C library may have come with it
  base
  shell
  native=$(find "$work/root/usr" -path "*/gcc-cross/$triple/$major/cc1")
  native=${native%/cc1}
  [ -n "$native" ] || why "cpp-$major-${gcc#gcc-} has no cc1"
  mkdir -p "$tree/lib" "$tree/libexec" "$tree/gcc/$machine/$version"
  cp -L "$loader" "$tree/lib/ld.so"
  chmod 755 "$tree/lib/ld.so"
  donated="Debian's gcc $("$tree/lib/ld.so" --library-path "$work/root/usr/lib/$buildarch:/usr/lib/$buildarch:/lib/$buildarch" "$native/cc1" -quiet -E -dM -nostdinc /dev/null | sed -n 's/^#define __VERSION__ "\([^" ]*\).*/\1/p') for linux/$arch${variant:+/$variant}"
  printf '%s\n' "$donated" >"$tree/donor"
  # until the gate knows better
  : >"$tree/gcc/$machine/$version/left"
  program "$native/cc1" cc1
  reason=$(wrapped cc1 c)
  [ -z "$reason" ] || why "the gcc of this base is not $donated: $reason"
  if [ -f "$probe/directories-cxx" ] && [ -e "$native/cc1plus" ]; then
    program "$native/cc1plus" cc1plus
    reason=$(wrapped cc1plus cxx)
    [ -z "$reason" ] || { rm -f "$tree/gcc/$machine/$version/cc1plus"* && printf 'C++ is emulated: %s\n' "$reason" | tee "$tree/partly"; }
  fi
}

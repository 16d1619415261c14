# Lists what an image's stages made themselves: every file that its base has not, or has with another size, time or mode, and the
# first bytes of each. Runs in the image, whatever its shell and tools are (dash and coreutils, busybox).
#
# Wiring: with the argument `base` it runs in the base alone, and only lists that one's files. That list is then mounted on
# /.crossbuild-base, unless the image starts from scratch; /.crossbuild-made is copied out. The base itself is not mounted:
# BuildKit would read all of it, to know whether it has changed.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin${PATH:+:$PATH}
LC_ALL=C
export PATH LC_ALL
unset LD_PRELOAD CDPATH || :

root=${CROSSBUILD_ROOT:-}
base=$root/.crossbuild-base
out=$root/.crossbuild-made
mkdir -p "$out" || exit 1
for tool in find stat sort uniq sed tr xargs head rm cat; do
  command -v "$tool" >/dev/null 2>&1 || {
    echo "$tool" >"$out/missing"
    exit 0
  }
done

# without a list of the base its files would be taken for the image's own
if [ -e "$base/missing" ]; then
  cat "$base/missing" >"$out/missing"
  exit 0
fi

# GNU find tells sizes and times by itself, which takes a third of the time; a list is compared with one made the same way
way='stat'
if find "$root/" -prune -printf '' 2>/dev/null; then way='printf'; fi
[ ! -e "$base/way" ] || way=$(cat "$base/way")

# a file of up to 512 bytes is no program
list() {
  cd "$root/" || return 1
  set -- . \( -path ./.crossbuild-base -o -path ./.crossbuild-made -o -path ./proc -o -path ./sys -o -path ./dev \) -prune \
    -o -type f -size +1
  case $way in
    printf) find "$@" -printf '%s %T@ %m %p\n' ;;
    *) find "$@" -exec stat -c '%s %Y %a %n' {} + ;;
  esac
}

list >"$out/all" || exit 1
if [ "${1:-}" = base ]; then
  echo "$way" >"$out/way"
  exit
fi
before=/dev/null
[ ! -e "$base/all" ] || before=$base/all
# each line of the base is there at least twice, so what is there once is new
sort "$before" "$before" "$out/all" | uniq -u >"$out/made" || exit 1
rm "$out/all"
cd "$root/" || exit 1
# a name with a line end in it is none that is found
sed 's/^[0-9]* [0-9.-]* [0-7]* //' "$out/made" | tr '\n' '\0' | xargs -0 -r head -v -c 64 >"$out/heads" 2>/dev/null
: >"$out/complete"

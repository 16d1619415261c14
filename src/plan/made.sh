# Lists what an image's stages made themselves: every file that its base has not, or has with another size, time or mode, and the
# first bytes of each. Runs in the image, whatever its shell and tools are (dash and coreutils, busybox).
#
# Wiring: the base is mounted on /.crossbuild-base, unless the image starts from scratch; /.crossbuild-made is copied out.
# Where the base's image for the build platform lists the files of another one, the first argument is where that is mounted.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin${PATH:+:$PATH}
LC_ALL=C
export PATH LC_ALL
unset LD_PRELOAD CDPATH || :

root=${CROSSBUILD_ROOT:-}
image=$root${1:-}
base=$root/.crossbuild-base
out=$root/.crossbuild-made
mkdir -p "$out" || exit 1
for tool in find stat sort uniq sed tr xargs head rm; do
  command -v "$tool" >/dev/null 2>&1 || {
    echo "$tool" >"$out/missing"
    exit 0
  }
done

# a file of up to 512 bytes is no program; GNU find tells sizes by itself, which takes a third of the time
list() {
  cd "$1/" || return 1
  set -- . \( -path ./.crossbuild-base -o -path ./.crossbuild-made -o -path ./proc -o -path ./sys -o -path ./dev \) -prune \
    -o -type f -size +1
  if find . -prune -printf '' 2>/dev/null; then
    find "$@" -printf '%s %T@ %m %p\n'
  else find "$@" -exec stat -c '%s %Y %a %n' {} +; fi
}

: >"$out/base"
[ ! -d "$base" ] || (list "$base") >"$out/base" &
of_base=$!
(list "$image") >"$out/all" || exit 1
wait "$of_base" || exit 1
# each line of the base is there at least twice, so what is there once is new
sort "$out/base" "$out/base" "$out/all" | uniq -u >"$out/made" || exit 1
rm "$out/base" "$out/all"
cd "$image/" || exit 1
# a name with a line end in it is none that is found
sed 's/^[0-9]* [0-9.-]* [0-7]* //' "$out/made" | tr '\n' '\0' | xargs -0 -r head -v -c 64 >"$out/heads" 2>/dev/null
: >"$out/complete"

# shellcheck disable=SC3013,SC3060 # busybox has -ef and replaces in variables
# The linker of the tree: collect2 runs it instead of ld, with -fuse-ld= kept in the arguments.
# `triple` and `version` are set by the lines before. Only builtins: any other program of the root file system is emulated.
# It links with the native ld where that gives what the target's ld gives, and runs the target's where it may not.

here=/.crossbuild/gcc/$triple/$version

# the linker that was asked for; a response file is opened only when it asks
flavour=
for a; do
  case $a in
    -fuse-ld=*) flavour=.${a#-fuse-ld=} ;;
    @*)
      while IFS= read -r line; do
        case $line in -fuse-ld=*) flavour=.${line#-fuse-ld=} ;; esac
      done 2>/dev/null <"${a#@}"
      ;;
  esac
done
if [ -n "$flavour" ]; then
  n=$#
  while [ "$n" -gt 0 ]; do
    a=$1
    shift
    n=$((n - 1))
    case $a in
      -fuse-ld=*) ;;
      # one argument a line, as libiberty writes them: a backslash before what is special
      @*)
        # shellcheck disable=SC2162
        while IFS= read a; do
          case $a in -fuse-ld=*) ;; *) set -- "$@" "$a" ;; esac
        done <"${a#@}"
        ;;
      *) set -- "$@" "$a" ;;
    esac
  done
fi

# what the target would run: a directory given by -B comes before us in COMPILER_PATH, everything else is found by PATH
own=
rest=$COMPILER_PATH:
while [ -n "$rest" ]; do
  dir=${rest%%:*}
  rest=${rest#*:}
  case $dir in /.crossbuild/*) break ;; esac
  for name in real-ld collect-ld "ld$flavour"; do
    [ -n "$own" ] || [ -z "$dir" ] || [ ! -x "${dir%/}/$name" ] || [ -d "${dir%/}/$name" ] || own=${dir%/}/$name
  done
done
[ -n "$own" ] || own=$(command -v "ld$flavour") || own=ld$flavour

emulated() { # the target's linker cannot load our plugin: it gets its own
  theirs=
  for dir in /usr/libexec/gcc /usr/lib/gcc; do [ -n "$theirs" ] || [ ! -e "$dir/$triple/$version/liblto_plugin.so" ] || theirs=$dir/$triple/$version; done
  n=$#
  while [ "$n" -gt 0 ]; do
    a=$1
    shift
    n=$((n - 1))
    case $a in
      "$here"/*) a=$theirs/${a#"$here"/} ;;
      -plugin-opt="$here"/*) a=-plugin-opt=$theirs/${a#-plugin-opt="$here"/} ;;
      @*)
        # shellcheck disable=SC2162
        while IFS= read a; do
          case $a in
            "$here"/*) a=$theirs/${a#"$here"/} ;;
            -plugin-opt="$here"/*) a=-plugin-opt=$theirs/${a#-plugin-opt="$here"/} ;;
          esac
          set -- "$@" "$a"
        done <"${a#@}"
        continue
        ;;
    esac
    set -- "$@" "$a"
  done
  exec "$own" "$@"
}

real=
for name in bfd gold; do [ ! "$own" -ef "/usr/bin/$triple-ld.$name" ] || [ ! -e "/.crossbuild/libexec/ld.$name" ] || real=ld.$name; done
[ -n "$real" ] || emulated "$@"

native() {
  unset LD_PRELOAD LD_AUDIT
  exec /.crossbuild/lib/ld.so --library-path /.crossbuild/lib "/.crossbuild/libexec/$real" "$@"
}
[ "$real" = ld.bfd ] || native "$@"

# A native ld finds the libraries of libraries by LD_RUN_PATH, LD_LIBRARY_PATH and ld.so.conf as well; a cross ld does not.
path= linked= sysroot= previous=
for a; do
  case $previous in -rpath | --rpath | -R) path=$path:$a ;; -rpath-link | --rpath-link) linked=1 ;; esac
  case $a in
    -rpath=* | --rpath=*) path=$path:${a#*=} ;;
    -rpath-link=* | --rpath-link=*) linked=1 ;;
    --sysroot=?*) sysroot=1 ;;
  esac
  previous=$a
done
[ -n "$path$linked" ] || path=:${LD_RUN_PATH-}
path=$path:${LD_LIBRARY_PATH-}

conf() {
  while read -r word more || [ -n "$word" ]; do
    case $word in
      '' | '#'*) ;;
      include)
        for file in $more; do
          case $file in /*) ;; *) file=/etc/$file ;; esac
          [ ! -f "$file" ] || conf <"$file"
        done
        ;;
      /*) path=$path:${word%%[=#]*} ;;
    esac
  done
}
if [ -z "$sysroot" ]; then
  [ ! -f /etc/ld.so.conf ] || conf </etc/ld.so.conf
  # an empty element would be the current directory
  clean= rest=$path:
  while [ -n "$rest" ]; do
    dir=${rest%%:*}
    rest=${rest#*:}
    [ -z "$dir" ] || clean=$clean${clean:+:}$dir
  done
  [ -z "$clean" ] || set -- "$@" -rpath-link "$clean"
fi

exec 3>&1
said=$(native "$@" 2>&1 >&3 3>&-)
code=$?
# A library's own run path is followed only by the target's ld; and a linker that crashed has not spoken the last word.
case $code:$said in
  [01]:*"(try using -rpath or -rpath-link)"*) emulated "$@" ;;
  0:* | 1:*) ;;
  *) emulated "$@" ;;
esac
# the name in messages is the one the target's has
[ -z "$said" ] || printf '%s\n' "${said//\/.crossbuild\/libexec\/$real:/$own:}" >&2
exit "$code"

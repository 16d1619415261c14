# gcc and g++ as the native `go` command finds them. The driver stays the target's, emulated: it is asked once for each set of
# options what it would start (-###), and its answer is followed for the other files, of whatever package: only names differ.
# Lines before this one set program, triple, version and multiarch. Only builtins, and what the tree has: any other program of the
# root file system is emulated.
own() { exec "/usr/bin/$program" "$@"; }
tree=/.crossbuild

# Whether an option is known, as cmd/go and cmd/link ask, the native driver of the same version can tell; what else fails is left to
# the target's.
case $program:$* in
  gcc:*' -c -x c - -o /dev/null' | 'gcc:-o '*/go-link-*/a.out' '*/trivial.c)
    if [ -x "$tree/libexec/driver" ]; then
      # under its own name and in its own place: where it thinks it was moved it tells cc1 so
      said=$("$tree/lib/ld.so" --library-path "$tree/lib" --argv0 /usr/bin/gcc "$tree/libexec/driver" "-B$tree/gcc/$triple/$version/" \
        "-B/usr/lib/gcc/$triple/$version/" "-B/usr/lib/$multiarch/" "$@" 2>&1)
      code=$?
      case $code:$said in
        0:) exit ;;
        1:*'unrecognized command-line option'*) printf '%s\n' "$said" >&2 && exit 1 ;;
      esac
    fi
    ;;
esac

swap() { # TEXT OLD NEW: $text, with every OLD replaced
  text=
  while :; do
    case $1 in
      *"$2"*) text=$text${1%%"$2"*}$3 && set -- "${1#*"$2"}" "$2" "$3" ;;
      *) text=$text$1 && return ;;
    esac
  done
}

# one file, compiled into go's own folder for the package or asked for its macros (cgo does), by options that pass through the driver
key= file= object= seed= folder=
value=
for word; do
  # what the driver's answer would have to quote
  case $word in *[\`\$\"\'\\]* | *'
'*) own "$@" ;; esac
  case $value in
    -o) object=$word value= && continue ;;
    ?*)
      key="$key $value $word" value=
      case $word in /*/go-build*/b[0-9]*/) folder=${word%/} ;; esac
      continue
      ;;
  esac
  case $word in
    -o | -I | -isystem) value=$word ;;
    -o*) object=${word#-o} ;;
    -frandom-seed=*) seed=${word#*=} key="$key -frandom-seed" ;;
    -fplugin* | -flto* | -fprofile* | -fdump* | -ftest* | -fcompare* | -fsave* | -fself* | -fsyntax* | -foffload* | -fopen* | -Wp,* | -Wa,*) own "$@" ;;
    -c | -E | -dM | -w | -g | -g[0-3] | -ggdb | -gdwarf* | -gno-* | -pthread | -std=* | -ansi | -pedantic* | -O* | -f?* | -m?* | -W* | -D?* | -U?* | -I?*) key="$key $word" ;;
    -*) own "$@" ;;
    *.c | *.cc | *.cpp | *.cxx)
      [ -z "$file" ] || own "$@"
      file=$word key="$key ${word##*.}"
      ;;
    *) own "$@" ;;
  esac
done
case "$key " in
  *' -E -dM '*) [ -z "$object$seed" ] && object=$folder/macros.o || own "$@" ;;
  *' -E '* | *' -dM '*) own "$@" ;;
  *' -c '*) folder=${object%/*} ;;
  *) own "$@" ;;
esac
stem=${object##*/}
stem=${stem%.o}
case $file:$object:$seed in
  *[!A-Za-z0-9_.:/+=-]* | :*) own "$@" ;;
  *:/*/go-build*/b[0-9]*/*.o:*) ;;
  *) own "$@" ;;
esac
# packages differ in the name of their folder
swap "$key" "$folder" '<folder>'
key=$text
case $key in *'<folder>'[0-9]*) own "$@" ;; esac

answer() { # the commands that the driver would start for such a file, or nothing
  for word; do
    shift
    case $word in
      "$file") word=crossbuild-file.${file##*.} ;;
      "$object" | "-o$object") word=${word%"$object"}$folder/crossbuild-object.o ;;
      "-frandom-seed=$seed") word=-frandom-seed=crossbuild-seed ;;
    esac
    set -- "$@" "$word"
  done
  LC_ALL=C "/usr/bin/$program" '-###' "$@" 2>&1 | while IFS= read -r line; do
    case $line in ' '*) printf '%s\n' "$line" ;; esac
  done
}

start() { # a command of the answer, for this file
  eval "set -- $1"
  before=
  for word; do
    shift
    case $before$word in
      "-dumpbase crossbuild-file.${file##*.}") text=${file##*/} ;;
      "crossbuild-file.${file##*.}") text=$file ;;
      -frandom-seed=crossbuild-seed) text=-frandom-seed=$seed ;;
      */cc??????.s) text=$folder/crossbuild-$$.s ;;
      *crossbuild-object*) swap "${word%%crossbuild-object*}$stem${word#*crossbuild-object}" "$asked" "$folder" ;;
      *) swap "$word" "$asked" "$folder" ;;
    esac
    before=
    [ "$word" != -dumpbase ] || before='-dumpbase '
    set -- "$@" "$text"
  done
  "$@"
}

fits() { # whether that is what a driver starts for one file
  case $key:$compile:$assemble in
    *'
'*) return 1 ;;
    *' -E '*:' '*/cc1*' -E '*:) ;;
    *' -c '*:' '*/cc1*' -o '*.s:' '*' -o '*.s) ;;
    *) return 1 ;;
  esac
}

known() { # reads an answer that is all there
  { IFS= read -r asked && IFS= read -r compile && IFS= read -r assemble && IFS= read -r end; } 2>/dev/null <"$answered"
}

place=0
while :; do
  answered=${folder%/*}/crossbuild-$program-$place
  place=$((place + 1))
  # go starts several at once: one asks
  if (set -C && printf '%s\n' "$key" >"$answered.asked") 2>/dev/null; then
    asked=$folder
    text=$(answer "$@")
    compile=${text%%
*}
    assemble=${text#"$compile"}
    assemble=${assemble#
}
    fits || compile='' assemble=''
    printf '%s\n%s\n%s\nend\n' "$asked" "$compile" "$assemble" >"$answered"
    break
  fi
  { IFS= read -r of <"$answered.asked"; } 2>/dev/null || own "$@"
  [ "$of" = "$key" ] || continue
  tries=0
  until known; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || own "$@"
    "$tree/bin/sleep" 0.03
  done
  break
done
fits || own "$@"
start "$compile" && { [ -z "$assemble" ] || start "$assemble"; } || exit 1

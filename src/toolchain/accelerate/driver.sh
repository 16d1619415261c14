# gcc and g++ as the native `go` command finds them. The driver stays the target's, emulated: it is asked once for each set of
# options what it would start (-###), and its answer is followed for the other files, of whatever package: only names differ.
# Lines before this one set program. Only builtins: any other program of the root file system is emulated.
own() { exec "/usr/bin/$program" "$@"; }

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
  LC_ALL=C "/usr/bin/$program" '-###' "$@" 2>&1 | while IFS= read -r line; do case $line in ' '*) printf '%s\n' "$line" ;; esac; done
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

place=0 compile='' assemble=''
while :; do
  known=${folder%/*}/crossbuild-$program-$place
  place=$((place + 1))
  if [ -e "$known" ]; then
    { IFS= read -r of && IFS= read -r asked && IFS= read -r compile && IFS= read -r assemble && IFS= read -r end; } <"$known" || own "$@"
    [ "$of" = "$key" ] || continue
    break
  fi
  asked=$folder
  text=$(answer "$@") || own "$@"
  compile=${text%%
*}
  assemble=${text#"$compile"}
  assemble=${assemble#
}
  # go starts several at once: only one writes a file, and a reader looks for its end
  (set -C && printf '%s\n%s\n%s\n%s\nend\n' "$key" "$asked" "$compile" "$assemble" >"$known") 2>/dev/null
  break
done
case $key:$compile:$assemble in
  *'
'*) own "$@" ;;
  *' -E '*:' '*/cc1*' -E '*:) ;;
  *' -c '*:' '*/cc1*' -o '*.s:' '*' -o '*.s) ;;
  *) own "$@" ;;
esac
start "$compile" && { [ -z "$assemble" ] || start "$assemble"; } || exit 1

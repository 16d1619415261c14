# gcc and g++ as the native `go` command finds them. The driver stays the target's, emulated: it is asked once for each package
# and set of options what it would start (-###), and its answer is followed for the other files, of which only names differ.
# Lines before this one set program. Only builtins: any other program of the root file system is emulated.
own() { exec "/usr/bin/$program" "$@"; }

# compiling one file into go's own folder for the package, by options that pass through the driver
key= file= object= seed=
value=
for word; do
  # what the driver's answer would have to quote
  case $word in *[\`\$\"\'\\]* | *'
'*) own "$@" ;; esac
  case $value in
    -o) object=$word value= && continue ;;
    ?*) key="$key $value $word" value= && continue ;;
  esac
  case $word in
    -o | -I | -isystem) value=$word ;;
    -o*) object=${word#-o} ;;
    -frandom-seed=*) seed=${word#*=} key="$key -frandom-seed" ;;
    -fplugin* | -flto* | -fprofile* | -fdump* | -ftest* | -fcompare* | -fsave* | -fself* | -fsyntax* | -foffload* | -fopen* | -Wp,* | -Wa,*) own "$@" ;;
    -c | -w | -g | -g[0-3] | -ggdb | -gdwarf* | -gno-* | -pthread | -std=* | -ansi | -pedantic* | -O* | -f?* | -m?* | -W* | -D?* | -U?* | -I?*) key="$key $word" ;;
    -*) own "$@" ;;
    *.c | *.cc | *.cpp | *.cxx)
      [ -z "$file" ] || own "$@"
      file=$word key="$key ${word##*.}"
      ;;
    *) own "$@" ;;
  esac
done
folder=${object%/*} stem=${object##*/}
stem=${stem%.o}
case $key in *' -c '*) ;; *) own "$@" ;; esac
case $file:$object:$seed in
  *[!A-Za-z0-9_.:/+=-]* | :*) own "$@" ;;
  *:/*/go-build*/b[0-9]*/*.o:*) ;;
  *) own "$@" ;;
esac

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
  for word; do
    shift
    case $word in
      "crossbuild-file.${file##*.}") word=$file ;;
      -frandom-seed=crossbuild-seed) word=-frandom-seed=$seed ;;
      */cc??????.s) word=$folder/crossbuild-$$.s ;;
      *crossbuild-object*) word=${word%%crossbuild-object*}$stem${word#*crossbuild-object} ;;
    esac
    set -- "$@" "$word"
  done
  "$@"
}

place=0 compile='' assemble=''
while :; do
  known=$folder/crossbuild-$program-$place
  place=$((place + 1))
  if [ -e "$known" ]; then
    { IFS= read -r of && IFS= read -r compile && IFS= read -r assemble && IFS= read -r end; } <"$known" || own "$@"
    [ "$of" = "$key" ] || continue
    break
  fi
  text=$(answer "$@") || own "$@"
  compile=${text%%
*}
  assemble=${text#*
}
  # cgo starts several at once: only one writes a file, and a reader looks for its end
  (set -C && printf '%s\n%s\n%s\nend\n' "$key" "$compile" "$assemble" >"$known") 2>/dev/null
  break
done
case $compile:$assemble in
  *'
'* | :* | *:) own "$@" ;;
  ' '*/cc1*' -o '*.s:' '*' -o '*.s) ;;
  *) own "$@" ;;
esac
start "$compile" || exit 1
start "$assemble" || exit 1

# A donor's cc1 or cc1plus in place of the target's. `name`, `own` (the target's folder of subprograms) and `here` are set by the
# lines before; `words` puts in front what the target's has built in. Only builtins: any other program here is emulated.
#
# What only the target's own can do goes to it: link-time optimisation and coverage have formats of one exact version, plugins and
# sanitizers belong to it, a moved installation is its own affair, it answers questions about itself; and rare options that gate.sh
# does not try, as every trial costs an emulated compile, are its own as well.

if [ ! -x "$own/$name" ]; then
  echo "gcc: fatal error: cannot execute '$name': execvp: No such file or directory" >&2
  exit 1
fi
theirs() { exec "$own/$name" "$@"; }
case " $* " in
  *" -flto"* | *" -fprofile"* | *" -fbranch-prob"* | *" -ftest-coverage"* | *" -fcoverage"* | *" -fcondition-cov"* | *" -fauto-profile"* | *" -fsanitize"* | *" -ffreestanding"* | *" -fopenmp"* | *" -fopenacc"* | *" -finstrument-functions"* | *" -pg "* | *" -p "* | *" -fplugin"* | *" -fmodule"* | \
    *" -frecord-gcc-switches"* | *" -fcallgraph-info"* | *" -undef "* | *"-charset="* | *" -iprefix "* | *" -isysroot "* | *" -imultilib "* | *" --help"* | *" --target-help"* | *" -version "* | *" @"*) theirs "$@" ;;
esac
while read -r flag; do
  case " $* " in *" $flag"*) theirs "$@" ;; esac
done <"$here/left"

# what the last -O says; whether the standard directories are asked for; where the result goes and what is read
level=0 c=1 cxx=1 out= in= previous=
for a; do
  case $previous in
    -o) out=$a ;;
    *)
      case $a in
        -O0) level=0 ;;
        -O*) level=1 ;;
        -nostdinc) c= cxx= ;;
        -nostdinc++) cxx= ;;
        -) in=- ;;
      esac
      ;;
  esac
  previous=$a
done

native() {
  . "$here/$name.words"
  unset LD_PRELOAD LD_AUDIT
  exec /.crossbuild/lib/ld.so --library-path /.crossbuild/lib "/.crossbuild/libexec/$name" "$@"
}
# a pipe can be neither read nor written twice
case $in:$out in -:* | *: | *:- | *:/dev/*) native "$@" ;; esac

# what the donor refuses, the target's own compiler has the last word on
exec 3>&1
said=$(native "$@" 2>&1 >&3 3>&-) || theirs "$@"
[ -z "$said" ] || printf '%s\n' "$said" >&2

# What the shims share; sourced with `root` set to the folder above bin/, lib/ and native/.

# empty in a build; the tests set up a folder instead
system=${CROSSBUILD_SYSTEM-}

note() {
  printf 'crossbuild: %s\n' "$*" >&2
}

fail() {
  note "$*"
  exit 100
}

# PATH as it would be without the shims.
plain_path() {
  plain=:$PATH:
  while :; do
    case $plain in
      *":$root/bin:"*) plain="${plain%%":$root/bin:"*}:${plain#*":$root/bin:"}" ;;
      *) break ;;
    esac
  done
  plain=${plain#:}
  printf '%s\n' "${plain%:}"
}

# Prints where the program $1 is that a shim of the same name stands in for; fails when it is not installed.
real() {
  (
    IFS=:
    set -f
    for folder in $PATH; do
      [ "$folder" = "$root/bin" ] && continue
      if [ -f "$folder/$1" ] && [ -x "$folder/$1" ]; then
        printf '%s\n' "$folder/$1"
        exit 0
      fi
    done
    exit 1
  )
}

# Answers as the shell does for a program that is not installed.
not_found() {
  printf 'sh: %s: not found\n' "$1" >&2
  exit 127
}

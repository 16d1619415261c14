# shellcheck shell=bash
# What every part of the lab uses. Sourced.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
LAB=${LAB:-$HOME/.cache/crossbuild-lab}
REGISTRY=localhost:5000
# shellcheck source=versions
source "$here/versions"
export GOFLAGS=-buildvcs=false

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

# logged <name> <command…>: its output goes to a log, the end of which is shown when it fails
logged() {
  local log=$LAB/log/$1.log
  shift
  "$@" >"$log" 2>&1 && return
  say "failed: $1 ${2:-}… (all of it in $log)"
  tail -n 30 "$log" >&2
  return 1
}

# made <what> <version>: whether this very version was finished; mark <what> <version> says so, as the last act of making it
made() { [ "$(cat "$LAB/made/$1" 2>/dev/null)" = "$2" ]; }
mark() {
  mkdir -p "$LAB/made"
  printf '%s' "$2" >"$LAB/made/$1.part"
  mv "$LAB/made/$1.part" "$LAB/made/$1"
}

crane() { "$LAB/bin/crane" --insecure "$@"; }
exists() { crane digest "$REGISTRY/$1" >/dev/null 2>&1; }

# running <name>: whether the program we started under that name is alive (a pid file outlives a reboot)
running() {
  local pid
  pid=$(cat "$LAB/$1.pid" 2>/dev/null) && grep -qzF -- "$LAB" "/proc/$pid/cmdline" 2>/dev/null
}

# stop <name>: ends it and waits
stop() {
  if running "$1"; then
    local pid
    pid=$(cat "$LAB/$1.pid")
    kill "$pid"
    for _ in $(seq 100); do
      [ -d "/proc/$pid" ] || break
      sleep 0.1
    done
  fi
  rm -f "$LAB/$1.pid"
}

# until_true <seconds> <command…>
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.25
  done
}

# Docker's names of platforms (arm-v7 for linux/arm/v7) in other people's words
platform_of() { echo "linux/${1/-//}"; }
goarch_of() { echo "${1%%-*}"; }
debian_of() { case $1 in arm-v7) echo armhf ;; 386) echo i386 ;; ppc64le) echo ppc64el ;; *) echo "$1" ;; esac }
qemu_of() { case $1 in arm64) echo aarch64 ;; *) goarch_of "$1" ;; esac }

# emulate <platform…>: registers the emulators that are missing; unregister takes away exactly those, also after an interrupted run
emulate() {
  local fs=/proc/sys/fs/binfmt_misc platform name
  [ -e $fs/register ] || mount -t binfmt_misc binfmt_misc $fs
  for platform in "$@"; do
    case $platform in amd64 | 386) continue ;; esac
    name=qemu-$(qemu_of "$platform")
    [ -e "$fs/$name" ] && continue
    echo "$name" >>"$LAB/emulators"
    grep -v '^#' "/usr/lib/binfmt.d/$name.conf" >$fs/register
  done
}
unregister() {
  local name
  [ -e "$LAB/emulators" ] || return 0
  while read -r name; do [ -e "/proc/sys/fs/binfmt_misc/$name" ] && echo -1 >"/proc/sys/fs/binfmt_misc/$name"; done <"$LAB/emulators"
  rm -f "$LAB/emulators"
}

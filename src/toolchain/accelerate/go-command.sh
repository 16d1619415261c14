# The `go` command of the build machine, told to build for the target. A line before this one sets arch, level, default and root.
#
# It stands in for the target's own in what makes files alone: the two differ where cmd/go asks for the machine it was built
# for (runtime.GOARCH), and that is in `go install` (another folder), `go run` and `go test` (what starts programs), `go env`,
# `go version`, `go tool`, `go list` (Target), the default of CGO_ENABLED, and which toolchain is downloaded. Source: Go 1.26's cmd/go.
# Whatever else is asked, and whatever is set that this does not know, goes to the target's own.
own() { exec "$root/bin/.crossbuild-own" "$@"; }

set -f
# what is loaded into every program is the target's
[ -z "${LD_PRELOAD-}${LD_AUDIT-}" ] || own "$@"
case "${1-} ${2-}" in
  'build '* | 'install '* | 'vet '* | 'get '* | 'mod download' | 'mod tidy' | 'mod vendor' | 'mod verify') ;;
  *) own "$@" ;;
esac
case "${GOTOOLCHAIN-}/${GOOS:-linux}/${GOARCH:-$arch}/${GOROOT:-$root}/${GO111MODULE:-on}" in
  "local/linux/$arch/$root/on" | "local/linux/$arch/$root/auto") ;;
  *) own "$@" ;;
esac
case "${GOENV-}" in
  off) file= ;;
  '') file=${XDG_CONFIG_HOME:-${HOME-}/.config}/go/env ;;
  *) file=$GOENV ;;
esac
known=1
for settings in "$root/go.env" ${file:+"$file"}; do
  [ -e "$settings" ] || continue
  while read -r line || [ -n "$line" ]; do
    case $line in
      '' | '#'* | GOPROXY=* | GOSUMDB=* | GONOSUMDB=* | GOPRIVATE=* | GONOPROXY=* | GOINSECURE=* | GOVCS=* | GOFLAGS=* | GOTOOLCHAIN=*) ;;
      *) known= ;;
    esac
  done <"$settings" || known=
done
folder=
if [ "$1" = install ]; then
  for word; do
    case $word in std | cmd | cmd/* | -buildmode* | --buildmode* | -n | --n) known= ;; esac
  done
  # it would put what it makes into a folder of the architecture's, beside the one asked for; one that was not there, so that all in it is its own
  bin=${GOBIN:-${GOPATH:+${GOPATH%%:*}/bin}}
  folder=${GOPATH:+${GOPATH%%:*}/bin/linux_$arch}
  [ -n "$known" ] && [ -n "$folder" ] && mkdir "$folder" 2>/dev/null || known=
fi
[ -n "$known" ] || own "$@"

if [ -z "${CGO_ENABLED-}" ]; then
  if [ -n "${CC-}" ] || command -v gcc >/dev/null; then CGO_ENABLED=1; else CGO_ENABLED=0; fi
fi
# the driver of gcc starts often in a build with cgo
if [ -n "${COMPILER_PATH-}" ] && [ -d /.crossbuild/path ] && [ "$(command -v gcc):$(command -v g++)" = /usr/bin/gcc:/usr/bin/g++ ]; then
  PATH=/.crossbuild/path:$PATH
fi
if [ -n "$default" ]; then eval "export $level=\"\${$level:-$default}\""; fi
export CGO_ENABLED GOOS=linux GOARCH="$arch" GOROOT="$root"
[ -n "$folder" ] || exec /.crossbuild-go/go "$@"

GOBIN='' /.crossbuild-go/go "$@"
status=$?
set +f
for file in "$folder"/*; do
  [ ! -e "$file" ] || { mkdir -p "$bin" && mv -f "$file" "$bin/"; } || status=1
done
rmdir "$folder"
exit "$status"

# apt-get or apt, found before the image's own. Lines before this one set name, and version, that of the native APT, or nothing.
image=/usr/bin/$name
# a wrapper of the image's own comes first on its PATH, too
[ ! -x "/usr/local/bin/$name" ] || exec "/usr/local/bin/$name" "$@"
[ "${APT_CONFIG-}" = /.crossbuild/apt/apt.conf ] && [ -n "$version" ] || exec "$image" "$@"
# what is loaded into every program is the target's, and dpkg shall have it
if [ -n "${LD_PRELOAD-}${LD_AUDIT-}" ]; then unset APT_CONFIG && exec "$image" "$@"; fi
have=$(/.crossbuild/apt/front/dpkg-query -f '${Architecture} ${Version}' -W apt 2>/dev/null)
[ "${have#* }" = "$version" ] || exec "$image" "$@"

silent() { # whether all that runs before an installation is debconf's hook, which without apt-utils takes half a second to do nothing
  ! command -v apt-extracttemplates >/dev/null || return
  for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    [ -f "$file" ] || continue
    while read -r line || [ -n "$line" ]; do
      case $line in
        'DPkg::Pre-Install-Pkgs {"/usr/sbin/dpkg-preconfigure --apt || true";};') ;;
        '#clear'* | '#include'* | *[Ii][Nn][Ss][Tt][Aa][Ll][Ll]-[Pp][Kk][Gg][Ss]* | *[Dd][Ii][Rr]::[Ee][Tt][Cc]*) return 1 ;;
      esac
    done <"$file" || return
  done
}

own=/.crossbuild/apt/for/${have%% *}
! silent || own=$own.silent
[ -r "$own.conf" ] || exec "$image" "$@"
APT_CONFIG=$own.conf exec "/.crossbuild/apt/front/$name" "$@"

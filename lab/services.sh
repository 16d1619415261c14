# shellcheck shell=bash
# What runs: the Docker engine, the registries. Sourced.

engine() {
  docker info >/dev/null 2>&1 && return
  say "starting dockerd"
  stop dockerd
  # docker.io is the registry below, for the engine too
  local flags=(--data-root "$LAB/docker" --exec-root /run/crossbuild-lab --registry-mirror "http://$REGISTRY")
  # a host without CAP_SYS_RESOURCE refuses --privileged containers; drop that one capability on the way to runc
  if ! capsh --has-p=cap_sys_resource >/dev/null 2>&1; then
    install -m 755 "$here/runc-without-sys-resource" "$LAB/bin/"
    flags+=(--add-runtime "lab=$LAB/bin/runc-without-sys-resource" --default-runtime lab)
  fi
  rm -f /var/run/docker.pid
  setsid dockerd "${flags[@]}" >"$LAB/log/dockerd.log" 2>&1 9>&- </dev/null &
  echo $! >"$LAB/dockerd.pid"
  if until_true 60 docker info; then
    leftovers
    return
  fi
  say "dockerd did not start"
  tail -n 20 "$LAB/log/dockerd.log" >&2
  return 1
}

# Builders of a run that was killed start again with the engine; nobody uses them.
leftovers() {
  docker ps -aq --filter name=buildx_buildkit_ | xargs -r docker rm -f >/dev/null
  docker volume ls -q --filter name=buildx_buildkit_ | xargs -r docker volume rm >/dev/null
  emulators_of_killed_runs
}

# Its word that it uses emulators holds for as long as a job may take, and what it registered would stay for as long.
emulators_of_killed_runs() {
  local volume emulator
  for volume in $(docker volume ls -q --filter name=crossbuild-emulator); do
    emulator=/proc/sys/fs/binfmt_misc/${volume#crossbuild-emulator-}
    [ ! -e "$emulator" ] || echo -1 >"$emulator"
    docker volume rm "$volume" >/dev/null
  done
}

plugin() {
  local folder=${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins
  mkdir -p "$folder"
  # a buildx that someone put there is left alone
  if [ -L "$folder/docker-buildx" ] || [ ! -e "$folder/docker-buildx" ]; then ln -sf "$LAB/bin/buildx" "$folder/docker-buildx"; fi
}

# what BuildKit must know: docker.io is the lab's registry, which speaks plain HTTP
buildkit_config() {
  {
    printf '[registry."docker.io"]\n  mirrors = ["%s"]\n' "$REGISTRY"
    printf '[registry."%s"]\n  http = true\n' "$REGISTRY" localhost:5001
  } >"$LAB/buildkitd.toml.part"
  mv "$LAB/buildkitd.toml.part" "$LAB/buildkitd.toml"
}

registry() {
  curl -fsS "http://$REGISTRY/v2/" >/dev/null 2>&1 && return
  start_registry registry 5000 ''
}

# auth-registry: the same on another port, with a name and a password (in $LAB/auth-registry.user and .password)
auth_registry() {
  if [ ! -s "$LAB/auth-registry.htpasswd" ]; then
    echo crossbuild >"$LAB/auth-registry.user"
    (
      umask 077
      head -c 18 /dev/urandom | base64 | tr '/+' 'ab' >"$LAB/auth-registry.password"
    )
    # shellcheck disable=SC2016
    perl -e 'open F, $ARGV[0]; chomp($p = <F>); $s = join "", map { ("a".."z")[rand 26] } 1..22; print "crossbuild:", crypt($p, "\$2b\$05\$$s"), "\n"' \
      "$LAB/auth-registry.password" >"$LAB/auth-registry.htpasswd.part"
    mv "$LAB/auth-registry.htpasswd.part" "$LAB/auth-registry.htpasswd"
  fi
  [ "$(curl -s -o /dev/null -w '%{http_code}' http://localhost:5001/v2/)" = 401 ] && return
  start_registry auth-registry 5001 "auth: {htpasswd: {realm: lab, path: $LAB/auth-registry.htpasswd}}"
}

# start_registry <name> <port> <more configuration>
start_registry() {
  say "starting the $1 on localhost:$2"
  stop "$1"
  cat >"$LAB/$1.yml" <<-YAML
	version: 0.1
	storage:
	  filesystem: {rootdirectory: $LAB/$1}
	  delete: {enabled: true}
	http: {addr: 127.0.0.1:$2}
	log: {level: warn}
	$3
	YAML
  setsid "$LAB/bin/registry" serve "$LAB/$1.yml" >"$LAB/log/$1.log" 2>&1 9>&- </dev/null &
  echo $! >"$LAB/$1.pid"
  until_true 20 curl -s "http://localhost:$2/v2/" && return
  tail -n 20 "$LAB/log/$1.log" >&2
  return 1
}

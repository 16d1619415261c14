import type { Command } from '../dockerfile/shell.ts';

/**
 * Programs that never compile, whatever their arguments are. A step made of these alone gets no mount, so its
 * cache key is what the user's own file makes it. Anything else may compile: a mount too many costs a cache
 * key, a mount too few costs minutes.
 */
const NEVER = new Set(
  `: [ [[ true false test echo printf cat cp mv rm mkdir rmdir ln ls pwd cd touch chmod chown chgrp stat du df head tail
  cut tr sort uniq wc tee sed awk grep egrep fgrep find basename dirname readlink realpath mktemp install date sleep
  sha256sum sha512sum sha1sum md5sum gpg tar gzip gunzip xz unxz bzip2 bunzip2 unzip zip zstd
  curl wget git apt-get apt apt-cache apt-mark apk dnf microdnf yum rpm dpkg dpkg-query add-apt-repository apt-key
  locale-gen update-ca-certificates update-alternatives ldconfig groupadd useradd usermod addgroup adduser groupmod
  passwd setcap getcap id whoami hostname uname env export unset set shopt exit return local readonly
  declare trap umask ulimit command type which hash wait read file ldd strip upx objdump readelf nm jq yq
  break continue shift getopts let times alias pushd popd seq expr diff cmp patch split od xxd base64 zcat xzcat rsync
  openssl ssh-keyscan ssh-keygen chpasswd localedef dpkg-reconfigure debconf-set-selections nproc getent lsb_release
  dpkg-divert dpkg-architecture gpgconf gpg1 locale
  arch getconf mknod mkfifo sync deluser delgroup a2enmod a2dismod a2ensite a2dissite tdnf zypper apt-config`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Verbs of the go command that start no compiler. */
const GO_NEVER = new Set(['mod', 'env', 'version', 'clean', 'fmt', 'help', 'telemetry', 'work', 'doc']);

/** Whether a step may compile C, C++ or Go, and which of its commands says so. */
export function mayCompile(commands: readonly Command[]): { readonly yes: boolean; readonly because: string } {
  for (const command of commands) {
    if (command.opaque) return { yes: true, because: 'it could not be read to the end' };
    const [program = '', ...rest] = command.words;
    const name = program.slice(program.lastIndexOf('/') + 1);
    if (name === 'find') {
      const executed = rest[rest.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word)) + 1];
      if (!rest.some((word) => /^-(exec|execdir|ok|okdir)$/.test(word)) || NEVER.has(executed ?? '')) continue;
      return { yes: true, because: `it runs find -exec ${executed}` };
    }
    if (name === '.' || name === 'source') {
      if (/^\/etc\//.test(rest[0] ?? '')) continue;
      return { yes: true, because: `it reads ${rest[0]}` };
    }
    if (
      /^apt(-get)?$/.test(name) &&
      rest.includes('source') &&
      rest.some((word) => /^(-b|--compile|--build)$/.test(word))
    )
      return { yes: true, because: `it runs ${name} source and builds it` };
    if (name === '' || NEVER.has(name)) continue;
    if (name === 'go') {
      const verb = goVerb(command) ?? 'help';
      if (GO_NEVER.has(verb)) continue;
      return { yes: true, because: `it runs go ${verb}` };
    }
    return { yes: true, because: `it runs ${name}` };
  }
  return { yes: false, because: 'nothing in it compiles' };
}

/** What a go command is asked to do; `-C folder` may stand before it (`go help build`). */
export function goVerb({ words: [program = '', ...rest] }: Command): string | undefined {
  if (!/(^|\/)go$/.test(program)) return undefined;
  const after = rest[0] === '-C' ? rest.slice(2) : rest;
  return after.find((word) => !word.startsWith('-'));
}

/** Whether a step fetches Go modules, or hashes them, without building. */
export function fetchesWithGo(commands: readonly Command[]): boolean {
  return commands.some((command) => goVerb(command) === 'mod' && command.words.some((word) => MODULES.has(word)));
}

const MODULES = new Set(['download', 'tidy', 'vendor', 'verify']);

const INSTALLS = new Set(['install', 'reinstall', 'upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep', 'satisfy']);

/** Verbs of APT that fetch without installing. */
const FETCHES = new Set(['update', 'source', 'download']);

/** Whether a step installs packages with APT, as far as its text tells. */
export function installsWithApt(commands: readonly Command[]): boolean {
  return runsApt(commands, INSTALLS).length > 0;
}

/** Whether a step fetches indexes or packages with APT, as far as its text tells. */
export function fetchesWithApt(commands: readonly Command[]): boolean {
  return runsApt(commands, FETCHES).length > 0;
}

/** The front ends of APT that a step finds by its PATH. */
export function aptFrontEnds(commands: readonly Command[]): ('apt-get' | 'apt')[] {
  const called = [...runsApt(commands, INSTALLS), ...runsApt(commands, FETCHES)];
  return (['apt-get', 'apt'] as const).filter((name) => called.includes(name));
}

/** The programs that are called with one of the verbs, as they are written. */
function runsApt(commands: readonly Command[], verbs: ReadonlySet<string>): string[] {
  return commands.flatMap(({ words: [program = '', ...rest] }) =>
    /(^|\/)apt(-get)?$/.test(program) && rest.some((word) => verbs.has(word)) ? [program] : [],
  );
}

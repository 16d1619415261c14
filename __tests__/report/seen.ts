/** A text that was seen, the message that explains it, and what the explanation must say. The troubleshooting page shows them. */
export type Seen = readonly [id: string, text: string, says?: RegExp];

/** What buildx, BuildKit and registries print; those marked with a star were recorded with BuildKit 0.34. */
export const BUILDX: readonly Seen[] = [
  ['disk-full', 'ERROR: failed to build: failed to solve: write /var/lib/buildkit/x: no space left on device'],
  [
    'socket-permission',
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
  ],
  // *
  ['engine-down', 'Cannot connect to the Docker daemon at unix:///nope.sock. Is the docker daemon running?'],
  // *
  [
    'engine-down',
    'ERROR: failed to initialize builder zz (zz0): failed to connect to the docker API at unix:///nope.sock; check if the path is correct',
  ],
  ['docker-driver', 'ERROR: Multiple platforms feature is currently not supported for docker driver.'],
  // *
  ['docker-driver', 'ERROR: failed to build: Multi-platform build is not supported for the docker driver.'],
  // *
  ['docker-driver-cache', 'ERROR: failed to build: Cache export is not supported for the docker driver.'],
  // *
  ['load-list', 'ERROR: failed to build: docker exporter does not currently support exporting manifest lists'],
  // *
  ['entitlement', 'failed to solve: failed to load LLB: network.host is not allowed', /allow: network\.host/],
  // *
  [
    'entitlement',
    'failed to solve: granting entitlement security.insecure is not allowed by build daemon configuration',
    /--allow-insecure-entitlement security\.insecure/,
  ],
  // *
  [
    'no-such-platform',
    'failed to solve: debian:bookworm: failed to resolve source metadata for docker.io/library/debian:bookworm: no match for platform in manifest: not found',
    /docker\.io\/library\/debian:bookworm has no image/,
  ],
  // *
  [
    'uppercase',
    'failed to parse ref "localhost:5000/Foo/bar": invalid reference format: repository name (Foo/bar) must be lowercase',
    /Write foo\/bar instead of Foo\/bar/,
  ],
  // *
  [
    'uppercase',
    'ERROR: failed to build: invalid tag "localhost:5000/Foo/bar": repository name must be lowercase',
    /Write localhost:5000\/foo\/bar instead/,
  ],
  ['cache-read-only', 'ERROR: failed to solve: error writing layer blob: failed to reserve cache'],
  ['cache-gone', 'ERROR: failed to solve: This legacy service is shutting down, effective April 15, 2025.'],
  [
    'rate-limit',
    '429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.',
    /Log in/,
  ],
  [
    'ghcr-denied',
    'failed to push ghcr.io/o/a:1: denied: installation not allowed to Create organization package',
    /packages: write/,
  ],
  [
    'ghcr-denied',
    'failed to push ghcr.io/o/a:1: unexpected status from POST request to https://ghcr.io/v2/o/a/blobs/uploads/: 403 Forbidden',
  ],
  ['id-token', 'Error: Could not load credentials from any providers', /id-token: write/],
  [
    'denied',
    'failed to push docker.io/o/a:1: push access denied, repository does not exist or may require authorization',
  ],
  ['denied', 'server message: insufficient_scope: authorization failed'],
  [
    'unauthorized',
    'failed to push: unexpected status from HEAD request to https://r.example/v2/a/manifests/1: 401 Unauthorized',
  ],
  ['unauthorized', 'failed to authorize: failed to fetch anonymous token: unexpected status'],
  ['unauthorized', 'no basic auth credentials'],
  ['plain-http', 'http: server gave HTTP response to HTTPS client', /buildkitd-config-inline/],
  ['proxy', 'proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused'],
  ['unknown-authority', 'tls: failed to verify certificate: x509: certificate signed by unknown authority'],
  // *
  [
    'dns',
    'dial tcp: lookup nosuch.example.invalid on 10.255.255.53:53: no such host',
    /The name nosuch\.example\.invalid could not/,
  ],
  [
    'git-auth',
    "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    /https:\/\/github\.com/,
  ],
  // *
  ['ssh-agent', 'ERROR: failed to build: failed to solve: unset ssh forward key default'],
  // *
  ['missing-secret', 'ERROR: failed to build: failed to solve: secret tok: not found', /secret-envs: tok=/],
  // *
  ['no-dockerfile', 'failed to read dockerfile: open Nope: no such file or directory', /There is no Nope/],
  // *
  ['no-target', 'failed to solve: target stage "nosuch" could not be found', /no stage nosuch/],
  ['network', 'failed to do request: Head "https://r.example/v2/": net/http: TLS handshake timeout'],
  ['network', 'unexpected status from PUT request to https://r.example/v2/: 502 Bad Gateway'],
  // *
  ['missing-file', 'failed to calculate checksum of ref 2yhs::k0p: "/nothere.txt": not found', /\/nothere\.txt/],
  ['no-image', 'ERROR: failed to solve: docker.io/library/debian:nosuch: not found', /debian:nosuch does not exist/],
];

/** What programs print in a step. */
export const STEP: readonly Seen[] = [
  ['no-emulator', 'exec /bin/sh: exec format error', /strategy: cross/],
  ['no-emulator', '.buildkit_qemu_emulator: /bin/sh: Invalid ELF image for this architecture'],
  ['wrong-architecture', '/bin/sh: 1: ./protoc: Exec format error', /TARGETARCH/],
  ['wrong-architecture', 'bash: line 1: /usr/bin/tool: cannot execute binary file: Exec format error'],
  ['wrong-libc', 'bash: ./app: cannot execute: required file not found'],
  ['emulator-crash', 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped', /Segmentation fault/],
  ['emulator-crash', 'qemu: uncaught target signal 4 (Illegal instruction) - core dumped'],
  ['illegal-instruction', 'Illegal instruction (core dumped)'],
  [
    'wrong-assembler',
    "gcc_arm64.S: Assembler messages:\ngcc_arm64.S:30: Error: no such instruction: `stp x29,x30,[sp,'",
  ],
  ['wrong-compiler-flag', "gcc: error: unrecognized command-line option '-m64'", /-m64/],
  ['wrong-compiler-flag', "gcc: error: unrecognized command line option '-marm'; did you mean '-mabm'?", /-marm/],
  ['musl-64', "sqlite3-binding.c:35901:42: error: 'pread64' undeclared here (not in a function)", /pread64/],
  ['gobin', 'go: cannot install cross-compiled binaries when GOBIN is set'],
  ['cgo-off', 'package a imports b: build constraints exclude all Go files in /go/pkg/mod/x'],
  ['no-compiler', 'cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH'],
  ['no-headers', '_cgo_export.c:3:10: fatal error: stdlib.h: No such file or directory', /libc6-dev/],
  ['no-headers', 'main.go:5:11: fatal error: opus/opus.h: No such file or directory', /-dev package/],
  [
    'glibc-version',
    "/app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by /app)",
    /GLIBC_2\.38/,
  ],
  [
    'shared-library',
    '/app: error while loading shared libraries: libopus.so.0: cannot open shared object file',
    /libopus\.so\.0/,
  ],
  [
    'wrong-library',
    '/usr/bin/ld: skipping incompatible /usr/lib/x86_64-linux-gnu/libopus.so when searching for -lopus',
  ],
  ['missing-library', '/usr/bin/ld: cannot find -lopus: No such file or directory', /opus/],
  ['missing-library', 'Package opus was not found in the pkg-config search path.', /opus/],
  ['compiler-crash', 'during RTL pass: expand\nx.c:1:1: internal compiler error: Segmentation fault'],
  ['out-of-memory', '/usr/local/go/pkg/tool/linux_amd64/compile: signal: killed'],
  ['out-of-memory', 'g++: fatal error: Killed signal terminated program cc1plus'],
  ['disk-full', 'tar: usr/lib/x: Cannot write: No space left on device'],
  ['rate-limit', 'ERROR: toomanyrequests: rate exceeded'],
  [
    'dns',
    "W: Failed to fetch http://deb.debian.org/x  Temporary failure resolving 'deb.debian.org'",
    /deb\.debian\.org/,
  ],
  ['dns', 'curl: (6) Could not resolve host: github.com', /github\.com/],
  [
    'unknown-authority',
    'curl: (60) SSL certificate problem: unable to get local issuer certificate',
    /certificate in ca/,
  ],
  [
    'stale-packages',
    'E: Failed to fetch http://deb.debian.org/a.deb  404  Not Found\nE: Unable to fetch some archives, maybe run apt-get update',
  ],
  ['git-auth', 'git@github.com: Permission denied (publickey).', /type=ssh/],
];

/** What programs print in a step that an emulator runs. */
export const EMULATED: readonly Seen[] = [
  [
    'emulator-crash',
    'Processing triggers for libc-bin (2.36-9+deb12u10) ...\nqemu: uncaught target signal 11 (Segmentation fault) - core dumped\nSegmentation fault (core dumped)',
    /^Libc-bin's trigger \(ldconfig\) crashed in the emulator \(Segmentation fault\)/,
  ],
  [
    'emulator-crash',
    'dpkg: error processing package libc-bin (--configure):\n installed libc-bin package post-installation script subprocess returned error exit status 139',
    /^Libc-bin's trigger \(ldconfig\) crashed in the emulator \(Segmentation fault\)/,
  ],
  [
    'emulator-crash',
    'dpkg: error processing package ca-certificates-java (--configure):\n installed ca-certificates-java package post-installation script subprocess was killed by signal (Illegal instruction), core dumped',
    /^A script of the package ca-certificates-java crashed in the emulator \(Illegal instruction\)/,
  ],
  [
    'emulator-crash',
    '/bin/sh: line 1:    12 Illegal instruction     (core dumped) node build.js',
    /^Node crashed in the emulator \(Illegal instruction\)/,
  ],
  ['emulator-crash', 'npm error code 1\nnpm error signal SIGSEGV', /^Node crashed in the emulator \(SIGSEGV\)/],
  ['emulator-crash', 'error Command failed with signal "SIGILL".\nexit code: 132', /^Node crashed in the emulator/],
  [
    'emulator-crash',
    'gcc: internal compiler error: Segmentation fault signal terminated program cc1',
    /^The compiler \(cc1\) crashed in the emulator \(Segmentation fault\)/,
  ],
  [
    'emulator-crash',
    "error: could not compile `serde`\n  process didn't exit successfully: `/usr/local/bin/rustc --crate-name serde` (signal: 11, SIGSEGV: invalid memory reference)",
    /^Rustc crashed in the emulator/,
  ],
  ['emulator-crash', 'make: *** [Makefile:3: all] Segmentation fault (core dumped)', /\(Segmentation fault\)/],
  ['emulator-crash', 'make[1]: *** [Makefile:3: all] Error 139', /\(Segmentation fault\)/],
  [
    'emulator-crash',
    'go: error: /usr/local/go/pkg/tool/linux_arm64/compile: signal: illegal instruction',
    /^Go's tool/,
  ],
  [
    'emulator-crash',
    'runtime: lfstack.push invalid packing: node=0xffff6542b2c0\nfatal error: lfstack.push',
    /emulator/,
  ],
  ['emulator-crash', 'QEMU internal SIGSEGV {code=MAPERR, addr=0x20}', /\(SIGSEGV\)/],
];

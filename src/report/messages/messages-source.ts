import { anyOf } from '../../model/any-of.ts';
import type { Message } from './messages.ts';

/** The network, sources, and what the Dockerfile asks for. */
export const SOURCE_MESSAGES: readonly Message[] = [
  {
    id: 'proxy',
    pattern: anyOf(
      [/proxyconnect tcp|407 Proxy Authentication Required|could not resolve proxy/, /Proxy CONNECT aborted/],
      'i',
    ),
    says: 'any',
    title: 'The proxy cannot be reached, or refuses',
    cause:
      'A proxy is set by HTTP_PROXY or HTTPS_PROXY, and its address, name or password does not work from inside the builder.',
    fix: 'Use an address that containers can reach (not localhost), put the registry into NO_PROXY, and check its name and password.',
  },
  {
    id: 'unknown-authority',
    pattern: anyOf(
      [
        /x509: certificate signed by unknown authority|SSL certificate problem/,
        /certificate verify failed|unable to get local issuer certificate/,
        // self-signed certificate in certificate chain
        /self[- ]signed certificate/,
      ],
      'i',
    ),
    says: 'any',
    title: 'A server shows a certificate that is not trusted',
    cause:
      'A company proxy or a private registry signs with an authority of its own, which the builder and the steps do not know.',
    fix: 'Give its certificate in ca, for registries; steps that need it must install it themselves.',
  },
  {
    id: 'dns',
    pattern: anyOf(
      [
        // lookup proxy.golang.org on 10.0.0.2:53: no such host
        /(?:lookup (\S+?)(?: on [^:]+:\d+)?: (?:no such host|server misbehaving))/,
        // Temporary failure resolving 'deb.debian.org'
        /Temporary failure resolving '([^']+)'/,
        // curl: (6) Could not resolve host: example.com
        /Could not resolve host:? ([^\s;]+)/,
        /Temporary failure in name resolution/,
        // wget: bad address 'example.com'
        /bad address '([^']+)'/,
        // getaddrinfo EAI_AGAIN registry.npmjs.org
        /EAI_AGAIN (\S+)/,
        /no such host/,
      ],
      'i',
    ),
    says: 'any',
    title: ([, a, b, c, d, e]) => `The name ${a ?? b ?? c ?? d ?? e ?? 'of a server'} could not be resolved`,
    cause:
      'The name is misspelt, or the builder has no DNS server that knows it: names of a private network, or no network at all.',
    fix: 'Run it again if it is a public name. For a private one, write add-hosts, driver-opts: network=host, or set [dns] nameservers in buildkitd-config-inline.',
  },
  {
    id: 'stale-packages',
    pattern: anyOf(
      [
        // 404  Not Found [IP: 1.2.3.4 80] E: Failed to fetch http://deb.debian.org/x.deb
        /404\s+Not Found[\s\S]*(?:Unable to fetch some archives|Failed to fetch)/,
        /Unable to fetch some archives/,
      ],
      'i',
    ),
    says: 'step',
    title: 'A package is no longer where the package list says',
    cause: 'apt-get update came out of the build cache, so its list is older than the archive.',
    fix: 'Write apt-get update && apt-get install … in one RUN, so that both are always of the same day.',
  },
  {
    id: 'git-auth',
    pattern: anyOf(
      [
        // fatal: could not read Username for 'https://github.com': terminal prompts disabled
        /could not read Username for '?([^'\s:]*:\/\/[^'\s]*)'?/,
        // fatal: Authentication failed for 'https://github.com/a/b/'
        /fatal: Authentication failed for '?([^'\s]+)'?/,
        /Permission denied \(publickey\)|Host key verification failed/,
        /terminal prompts disabled/,
      ],
      'i',
    ),
    says: 'any',
    title: ([, a, b]) => `Git was refused${a === undefined && b === undefined ? '' : ` by ${a ?? b}`}`,
    cause: 'A private repository is fetched in a step, where the credentials of the job are not known.',
    fix: 'For the context, give github-token. In a step, use RUN --mount=type=secret with secrets, or RUN --mount=type=ssh with ssh: default; never a build argument, which stays in the image.',
  },
  {
    id: 'ssh-agent',
    pattern: anyOf(
      [
        // unset ssh forward key default
        /unset ssh forward key (\S+)/,
        /could not find ssh agent|invalid empty ssh agent socket/,
      ],
      'i',
    ),
    says: 'buildx',
    title: 'A step wants an SSH agent that the build was not given',
    cause: 'RUN --mount=type=ssh needs the socket of an agent or a key.',
    fix: 'Start an agent with the key in an earlier step and write ssh: default.',
  },
  {
    id: 'missing-secret',
    pattern: /secret ([^\s:]+): not found|secret ([^\s:]+) not found/i,
    says: 'buildx',
    title: ([, a, b]) => `The build secret ${a ?? b} was not given`,
    cause: 'A step mounts it as required, and no input has a secret of that id.',
    fix: ([, a, b]) => {
      const id = a ?? b;
      return `Write secret-envs: ${id}=<VARIABLE> or secrets: ${id}=\${{ secrets.<NAME> }}; an empty secret of the repository counts as none.`;
    },
  },
  {
    id: 'missing-file',
    pattern: anyOf(
      [
        // failed to calculate checksum of ref a::b: "/go.sum": not found
        /failed to calculate checksum of ref \S+: "([^"]+)": not found/,
        // COPY failed: file not found in build context or excluded by .dockerignore: stat go.sum: file does not exist
        /COPY failed: file not found[^\n]*?: (\S+)/,
      ],
      'i',
    ),
    says: 'buildx',
    title: ([, a, b]) => `${a ?? b} is not there to be copied`,
    cause:
      'The path does not exist in the build context or in the stage it is copied from: it is left out by .dockerignore, not checked out, made by an earlier step that did not run, or written in other letters.',
    fix: 'Paths count from context, not from the Dockerfile. Check .dockerignore (or <Dockerfile>.dockerignore), and that the checkout has the file.',
  },
  {
    id: 'no-dockerfile',
    pattern: /failed to read dockerfile: open ([^:]+): no such file or directory/i,
    says: 'buildx',
    title: ([, file]) => `There is no ${file}`,
    cause: 'The Dockerfile is not in the context, or the workspace is empty because nothing was checked out.',
    fix: 'Put actions/checkout before this step, or name the Dockerfile in file, relative to the workspace.',
  },
  {
    id: 'no-target',
    pattern: /target stage "?([^"\s]+)"? could not be found/i,
    says: 'buildx',
    title: ([, stage]) => `The Dockerfile has no stage ${stage}`,
    cause: 'target names a stage that no FROM … AS has.',
    fix: 'Write one of the names after AS, or leave target out to build the last stage.',
  },
  {
    id: 'no-image',
    pattern: /(?<!\S)([^\s/]+\/\S+): not found/i,
    says: 'buildx',
    when: ({ output = '' }) => output === '',
    title: ([, image]) => `${image} does not exist`,
    cause: 'The registry has no such image or tag.',
    fix: 'Check the spelling and the tag. A private image needs a login in this step.',
  },
  {
    id: 'network',
    pattern: anyOf(
      [
        // dial tcp 10.0.0.1:443: connect: connection refused
        /connection (?:refused|reset by peer|timed out)/,
        /i\/o timeout|TLS handshake timeout|unexpected EOF/,
        // 503 Service Unavailable
        /50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable)/,
        // 504 Gateway Time-out
        /50[0234] Gateway Time-?out/,
        /network is unreachable|Connection timed out/,
      ],
      'i',
    ),
    says: 'any',
    title: 'A server did not answer as it should',
    cause: ({ 0: found }) => `The network or the server failed ("${found}"); most often that passes.`,
    fix: 'Run it again. If it stays, check the address, and that it can be reached from inside the builder (a registry on localhost needs driver-opts: network=host).',
  },
];

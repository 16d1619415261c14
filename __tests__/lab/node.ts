import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TlsSpec } from '../../src/docker/builder-spec.ts';
import { lab } from './support.ts';

const run = promisify(execFile);

/** A private authority and what it signed. */
export interface Authority {
  readonly folder: string;
  /** A certificate for an address, signed; `name` tells the files apart. */
  sign(name: string, address: string): Promise<{ readonly cert: string; readonly key: string }>;
  /** PEM texts for a client. */
  client(): Promise<Required<TlsSpec>>;
  remove(): Promise<void>;
}

export async function authority(): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'crossbuild-test-ca-'));
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=lab');
  const sign = async (name: string, address: string) => {
    await writeFile(join(folder, `${name}.ext`), `subjectAltName=IP:${address}\n`);
    await openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const from = ['-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
    await openssl('x509', '-req', ...from, '-out', `${name}.pem`, '-days', '2', '-extfile', `${name}.ext`);
    return { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  };
  return {
    folder,
    sign,
    client: async () => {
      const { cert, key: keyFile } = await sign('client', '127.0.0.1');
      const [cacert, ...pair] = await Promise.all(
        [join(folder, 'ca.pem'), cert, keyFile].map((path) => readFile(path, 'utf8')),
      );
      return { cacert: cacert ?? '', cert: pair[0] ?? '', key: pair[1] ?? '' };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Passes localhost:5000 on to port 5000 of the host that is its argument. */
const FORWARD = `const net = require('node:net');
net.createServer((a) => {
  const b = net.connect(5000, process.argv[1]);
  for (const end of [a, b]) end.on('error', () => {}).on('close', () => { a.destroy(); b.destroy(); });
  a.pipe(b).pipe(a);
}).listen(5000, '127.0.0.1');`;

/** A network that no interface of this machine is in; two at a time would take the same. */
async function freeNet(): Promise<string> {
  const { stdout: taken } = await run('ip', ['-o', '-4', 'addr']);
  for (let number = 0; ; number++) if (!taken.includes(`10.231.${number}.`)) return `10.231.${number}`;
}

export interface Node {
  readonly endpoint: string;
  /** Its address; nothing else on the machine has it. */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * A BuildKit in a network namespace of its own, that lets in whom `signer` signed. RUN steps have the network of the
 * namespace, so that what they see tells where they ran.
 */
export async function startNode(signer: Authority): Promise<Node> {
  const id = randomBytes(3).toString('hex');
  const [namespace, outside] = [`cb-${id}`, `cbh${id}`];
  const net = await freeNet();
  const [host, address] = [`${net}.1`, `${net}.2`];
  const ip = (...args: string[]) => run('ip', args);
  await ip('netns', 'add', namespace);
  await ip('link', 'add', outside, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
  await ip('addr', 'add', `${host}/30`, 'dev', outside);
  await ip('link', 'set', outside, 'up');
  await ip('-n', namespace, 'addr', 'add', `${address}/30`, 'dev', 'eth0');
  await ip('-n', namespace, 'link', 'set', 'eth0', 'up');
  await ip('-n', namespace, 'link', 'set', 'lo', 'up');
  // the registry listens on the loopback of the machine, which a namespace does not see
  const registry = await forward({ host, port: 5000 }, { host: '127.0.0.1', port: 5000 });
  const root = await mkdtemp(join(tmpdir(), 'crossbuild-test-node-'));
  const { cert, key } = await signer.sign(`server-${id}`, address);
  // and inside it under the name that it has everywhere else in the lab
  const inside = spawn('nsenter', [`--net=/run/netns/${namespace}`, process.execPath, '-e', FORWARD, host], {
    stdio: 'ignore',
  });
  // `ip netns exec` would mount a fresh /sys, without the cgroups that runc needs
  const daemon = spawn(
    'nsenter',
    [
      `--net=/run/netns/${namespace}`,
      join(lab.bin, 'buildkitd'),
      `--config=${lab.buildkitdConfig}`,
      `--root=${join(root, 'data')}`,
      `--addr=tcp://${address}:1234`,
      `--tlscacert=${join(signer.folder, 'ca.pem')}`,
      `--tlscert=${cert}`,
      `--tlskey=${key}`,
      '--oci-worker-net=host',
      '--containerd-worker=false',
      `--oci-worker-binary=${join(lab.bin, 'runc-without-sys-resource')}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await listening(daemon);
  return {
    endpoint: `tcp://${address}:1234`,
    address,
    stop: async () => {
      const gone = new Promise((resolve) => daemon.once('exit', resolve));
      daemon.kill('SIGTERM');
      await gone;
      inside.kill();
      await registry.close();
      await ip('netns', 'del', namespace);
      await rm(root, { recursive: true, force: true });
    },
  };
}

function listening(daemon: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    daemon.stderr?.on('data', (chunk: Buffer) => {
      text += chunk;
      if (/running server on/.test(text)) resolve();
    });
    daemon.once('exit', (code) => reject(new Error(`buildkitd ended with ${code}: ${text.slice(-2000)}`)));
  });
}

export interface Forward {
  readonly port: number;
  close(): Promise<void>;
}

type Target = { readonly host: string; readonly port: number } | { readonly path: string };

/** Passes every connection on; `make` may make a server that is more than plain TCP. */
export async function forward(
  from: { readonly host: string; readonly port: number },
  to: Target,
  make: (connected: (socket: Socket) => void) => Server = (connected) =>
    createServer({ allowHalfOpen: true }, connected),
): Promise<Forward> {
  const open = new Set<Socket>();
  const server = make((socket) => {
    // a client that has said all still waits for the answer, as `docker run` does
    const other = connect({ ...to, allowHalfOpen: true });
    for (const end of [socket, other]) {
      open.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        open.delete(end);
        socket.destroy();
        other.destroy();
      });
    }
    socket.pipe(other).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(from.port, from.host, resolve));
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A folder that holds nothing but links to programs, to be the whole PATH. */
export async function programs(folder: string, all: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, target] of Object.entries(all)) await run('ln', ['-sf', target, join(folder, name)]);
  return folder;
}

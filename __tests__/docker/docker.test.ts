import { describe, expect, test } from '@jest/globals';
import { Docker } from '../../src/docker/docker.ts';
import { DockerError, lastUsefulLine } from '../../src/docker/docker-error.ts';
import { failure, NOT_INSTALLED, type Script, scriptedExec } from '../setup/world.ts';

function docker(script: Script, command?: readonly string[]) {
  const exec = scriptedExec(script);
  return { exec, docker: new Docker(exec, command) };
}

describe('engine', () => {
  test.each([
    ['no docker command', NOT_INSTALLED, 'the docker command is not installed'],
    [
      'daemon down',
      {
        code: 1,
        stdout: '{"ServerVersion":""}',
        stderr: 'Cannot connect to the Docker daemon at tcp://127.0.0.1:1. Is the docker daemon running?\n',
      },
      /^Cannot connect to the Docker daemon at tcp:\/\/127/,
    ],
    [
      'no permission',
      {
        code: 1,
        stderr:
          'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied\n',
      },
      /^this user may not use the Docker socket: permission denied/,
    ],
    [
      'exit code 0 with the error inside',
      { stdout: '{"ServerVersion":"","ServerErrors":["engine is asleep"]}' },
      'engine is asleep',
    ],
    ['no answer', { code: 130, timedOut: true }, 'docker info did not answer within a minute'],
  ])('%s', async (_, answer, why) => {
    const found = await docker([[/^docker info/, answer]]).docker.engine();
    expect('why' in found && found.why).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
  });
});

describe('a failure says what, why and what to do', () => {
  test.each([
    [
      'rate limit',
      'ERROR: toomanyrequests: You have reached your pull rate limit.',
      'rate-limit',
      /log in to the registry, or name a mirror/,
    ],
    [
      'denied',
      'ERROR: failed to solve: push access denied, repository does not exist: authorization failed',
      'denied',
      /log in with an account/,
    ],
    [
      'daemon down',
      'ERROR: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
      'daemon-down',
      /start the Docker engine/,
    ],
    [
      'an old buildx',
      "unknown flag: --buildkitd-config\nSee 'docker buildx create --help'.",
      'too-old',
      /buildx-version: latest/,
    ],
    [
      'certificates',
      'ERROR: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'tls',
      /check the certificates/,
    ],
    [
      'an image that nobody signed, where DOCKER_CONTENT_TRUST asks for it',
      'docker: Error: remote trust data does not exist for docker.io/o/binfmt: notary.docker.io does not have trust data for docker.io/o/binfmt',
      'unsigned',
      /name it by its digest without a tag, or take DOCKER_CONTENT_TRUST out/,
    ],
    ['a node that is down', 'ERROR: dial tcp 10.0.0.1:1234: connect: connection refused', 'network', /can be reached/],
  ])('%s', async (_, stderr, kind, instead) => {
    const error = await failure(
      docker([[/create/, { code: 1, stderr }]]).docker.create('b', [{ driver: 'docker-container', driverOpts: [] }]),
    );
    expect(error).toBeInstanceOf(DockerError);
    expect((error as DockerError).kind).toBe(kind);
    expect(error.message).toMatch(/^builder b cannot be created - /);
    expect(error.message).toMatch(instead);
  });

  test('an empty error output still fails, by the exit code', async () => {
    expect((await failure(docker([[/stop/, { code: 3 }]]).docker.stop('b'))).message).toBe(
      'builder b cannot be stopped - exit code 3',
    );
  });
  test('output on stderr is no failure', async () => {
    await docker([[/stop/, { stderr: 'ERROR: just talking' }]]).docker.stop('b');
  });
});

test.each([
  [
    "docker: Error response from daemon: No such image: x\n\nRun 'docker run --help' for more information\n",
    'No such image: x',
  ],
  [
    'failed to remove b: no builder "b" found\nERROR: failed to remove one or more builders\n',
    'failed to remove b: no builder "b" found',
  ],
  ['\u001b[31mERROR: failed to solve: boom\u001b[0m\n', 'boom'],
  ['', ''],
])('the useful line of %j', (stderr, expected) => {
  expect(lastUsefulLine(stderr)).toBe(expected);
});

describe('what is not there counts as removed', () => {
  test.each([
    [
      'builder',
      (d: Docker) => d.remove('b', { keepState: false }),
      'failed to remove b: no builder "b" found\nERROR: failed to remove one or more builders',
    ],
    ['container', (d: Docker) => d.removeContainer('c'), 'Error response from daemon: No such container: c'],
    ['image', (d: Docker) => d.removeImage('i'), 'Error response from daemon: No such image: i:latest'],
    ['context', (d: Docker) => d.removeContext('x'), 'context "x": context not found'],
  ])('%s', async (_, call, stderr) => {
    await call(docker([[/./, { code: 1, stderr }]]).docker);
    const error = await failure(call(docker([[/./, { code: 1, stderr: 'something else' }]]).docker));
    expect(error.message).toMatch(/cannot be removed - something else/);
  });
});

test('keep-state is asked for only when wanted', async () => {
  const { exec, docker: d } = docker([[/./, {}]]);
  await d.remove('b', { keepState: true });
  await d.remove('b', { keepState: false });
  expect(exec.lines()).toEqual(['docker buildx rm --keep-state b', 'docker buildx rm b']);
});

test('a buildx that stands alone is called by its path, docker by its name', async () => {
  const { exec, docker: d } = docker([[/./, { stdout: 'v0.38.2' }]], ['/opt/buildx']);
  expect(await d.buildxVersion()).toBe('0.38.2');
  await d.removeImage('i');
  expect(exec.lines()).toEqual(['/opt/buildx version', 'docker image rm i']);
});

// so content trust is the user's
test('the environment of a command is what the caller adds, and no more', async () => {
  const { exec, docker: d } = docker([[/./, {}]]);
  await d.build(['build', '.'], { env: { SOURCE_DATE_EPOCH: '0' } });
  await d.removeImage('i');
  expect(exec.calls.map(({ options }) => options.env)).toEqual([{ SOURCE_DATE_EPOCH: '0' }, undefined]);
});

test.each([
  ['reg.test:5000/a/binfmt:v1', 'reg.test:5000/a/binfmt:v1'],
  [`reg.test:5000/a/binfmt:v1@sha256:${'a'.repeat(64)}`, `reg.test:5000/a/binfmt@sha256:${'a'.repeat(64)}`],
  [`reg.test:5000/a/binfmt@sha256:${'a'.repeat(64)}`, `reg.test:5000/a/binfmt@sha256:${'a'.repeat(64)}`],
])(
  'the image with the emulators is run by its digest where it has one, which needs no signature: %s',
  async (image, run) => {
    const { exec, docker: d } = docker([[/./, {}]]);
    await d.binfmt(image, []);
    await d.binfmtVersion(image);
    expect(exec.lines()).toEqual([`docker run --rm --privileged ${run}`, `docker run --rm ${run} --version`]);
  },
);

test('a container that outlives its time is removed by name', async () => {
  const { exec, docker: d } = docker([
    [/^docker run/, { code: 130, timedOut: true }],
    [/^docker rm/, {}],
  ]);
  await d.runImage({ name: 'crossbuild-run-1', image: 'i', platform: 'linux/arm64', timeoutMs: 1 });
  expect(exec.lines()[0]).toMatch(/ --name=crossbuild-run-1 /);
  expect(exec.lines()[1]).toBe('docker rm -f crossbuild-run-1');
});

test('an image that cannot be read is no exception', async () => {
  const { docker: d } = docker([[/imagetools inspect/, { code: 1, stderr: 'ERROR: localhost:5000/a:1: not found' }]]);
  expect(await d.inspectImage('localhost:5000/a:1')).toEqual({ why: 'localhost:5000/a:1: not found' });
});

import { access, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { ActionRun } from '../harness/action.ts';
import type { Reply } from '../harness/fake-docker.ts';
import { errors, IMAGE, INDEX, type Job, job, metadata, progress, warnings } from './support.ts';

// the numbers are those of the table of faults in docs/reliability.md
jest.setTimeout(60_000);

const LOCAL = { push: 'false', tags: '', platforms: 'linux/amd64', outputs: 'type=cacheonly' };
const said = (message: string) => `ERROR: failed to build: failed to solve: ${message}\n`;

async function scene<T>(
  given: { readonly replies?: readonly Reply[]; readonly dockerfile?: string; readonly files?: Record<string, string> },
  body: (one: Job) => Promise<T>,
): Promise<T> {
  const one = await job(given.replies ?? [], given.dockerfile, given.files);
  try {
    return await body(one);
  } finally {
    await one.remove();
  }
}

const built = async (one: Job): Promise<readonly string[]> =>
  (await one.fake.calls()).find(({ argv }) => argv[0] === 'buildx' && argv[1] === 'build')?.argv ?? [];

/** One error that says so, nothing of our own that failed, and nothing made. */
async function expectRefused(one: Job, run: ActionRun, error: RegExp): Promise<void> {
  expect(errors(run)).toMatch(error);
  expect(run.log).not.toContain('Crossbuild itself failed');
  expect(run.code).toBe(1);
  expect(await one.asked('buildx create')).toEqual([]);
}

describe('3: lists', () => {
  test('with the line ends of Windows, tabs, comments and a comma at the end are what they seem', () =>
    scene({}, async (one) => {
      const run = await one.main({
        platforms: 'linux/amd64,\r\n\tlinux/arm64,\r\n',
        tags: `\t${IMAGE}:1\r\n\r\n  ${IMAGE}:2\t\r\n`,
        'build-args': 'A=1\r\n\tB=2\r\n',
        labels: '# of the team\r\nowner=me\r\n',
      });
      expect([errors(run), run.code]).toEqual(['', 0]);
      const argv = await built(one);
      expect(argv).toEqual(
        expect.arrayContaining([
          '--platform=linux/amd64,linux/arm64',
          '--build-arg=A=1',
          '--build-arg=B=2',
          '--label=owner=me',
        ]),
      );
      expect(run.outputs.tags).toBe(`${IMAGE}:1\n${IMAGE}:2`);
      expect(argv.join('\n')).not.toMatch(/\r|of the team/);
    }));
});

describe('5: words that a shell would run', () => {
  const canary = join(tmpdir(), `crossbuild-canary-${process.pid}`);
  const words = [`a; touch ${canary}`, `$(touch ${canary})`, `\`touch ${canary}\``, `a | touch ${canary} #`];

  test.each(words)('%s reaches docker as part of one argument', (text) =>
    scene({}, async (one) => {
      const run = await one.main({ ...LOCAL, 'build-args': `A=${text}`, labels: `l=${text}` });
      expect([errors(run), run.code]).toEqual(['', 0]);
      const argv = await built(one);
      expect(argv).toContain(`--build-arg=A=${text}`);
      expect(argv).toContain(`--label=l=${text}`);
      await expect(access(canary)).rejects.toThrow();
    }),
  );

  test.each(words)('%s is no tag, no builder and no target', (text) =>
    scene({}, async (one) => {
      for (const inputs of [{ tags: `${IMAGE}:${text}` }, { ...LOCAL, builder: text }, { ...LOCAL, target: text }])
        await expectRefused(one, await one.main(inputs), /^(tags|builder|target|Dockerfile)/);
      await expect(access(canary)).rejects.toThrow();
    }),
  );
});

describe('9: a build argument that holds a secret', () => {
  test('is a warning that does not show it', () =>
    scene({}, async (one) => {
      const run = await one.main({
        ...LOCAL,
        secrets: 'npm=t0ps3cret-value',
        'build-args': 'REGISTRY=t0ps3cret-value',
      });
      expect(run.code).toBe(0);
      expect(warnings(run)).toMatch(
        /^build-args: REGISTRY holds the secret npm.*write RUN --mount=type=secret instead/,
      );
      expect(run.shown).not.toContain('t0ps3cret-value');
    }));
});

describe('10: arguments that are longer than the kernel takes', () => {
  test('the error says what is long, and shows nothing of it', () =>
    scene({}, async (one) => {
      // an argument and a variable hold at most 128 KiB each: an input that fits, of which more is made
      const from = `type=gha,scope=${'t0ps3cret'.repeat(15_000)}`.slice(0, 131_050);
      const claims = Buffer.from(JSON.stringify({ ac: '[{"Scope":"a","Permission":3}]' })).toString('base64url');
      const env = { ACTIONS_RUNTIME_TOKEN: `a.${claims}.c`, ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/' };
      const run = await one.main(
        { ...LOCAL, 'cache-from': from },
        { env: { ...env, ACTIONS_CACHE_SERVICE_V2: 'True' } },
      );
      expect(errors(run)).toMatch(
        /docker cannot be started.*the longest is --cache-from.*longer than this machine takes; shorten build-args/,
      );
      expect(errors(run)).not.toContain('t0ps3cret');
      expect(run.log).not.toContain('Crossbuild itself failed');
      expect(run.code).toBe(1);
      await one.post(run);
    }));
});

describe('13: nodes that cannot be', () => {
  test.each([
    ['no YAML', '- endpoint: [', /append: line 1 is not YAML/],
    ['no list', 'endpoint: tcp://a:1', /append: is not a list of entries/],
    [
      'an option of ssh',
      '- endpoint: ssh://-oProxyCommand=touch%20x',
      /append: entry 1: endpoint .* starts with a dash/,
    ],
    ['another scheme', '- endpoint: http://a:1', /append: entry 1: endpoint "http:\/\/a:1" /],
  ])('%s', (_, append, error) =>
    scene({}, async (one) => expectRefused(one, await one.main({ ...LOCAL, append }), error)),
  );

  test('a remote one without an endpoint', () =>
    scene({}, async (one) => {
      const inputs = { ...LOCAL, driver: 'remote', endpoint: 'tcp://a.test:1', append: '- name: b\n' };
      await expectRefused(one, await one.main(inputs), /^append: node 1 of append has no endpoint/);
    }));

  test('tcp:// without TLS is what was asked for: docker gets it as it is, and no certificate', () =>
    scene({}, async (one) => {
      const inputs = { ...LOCAL, driver: 'remote', endpoint: 'tcp://a.test:1', append: '- endpoint: tcp://b.test:2\n' };
      const run = await one.main(inputs);
      expect([errors(run), run.code]).toEqual(['', 0]);
      const made = await one.asked('buildx create');
      expect(made.map((line) => line.split(' ').at(-1))).toEqual(['tcp://a.test:1', 'tcp://b.test:2']);
      expect(made.join()).not.toMatch(/cert|key=/);
    }));
});

describe('15: a Dockerfile that is none, or is written oddly', () => {
  test('that is not there', () =>
    scene({}, async (one) =>
      expectRefused(
        one,
        await one.main({ ...LOCAL, context: '.', file: 'Dockerfile.wbe' }),
        /^file: there is no Dockerfile at Dockerfile\.wbe.*; write its path/,
      ),
    ));

  test('that is a folder', () =>
    scene({ files: { 'docker/a': '' } }, async (one) =>
      expectRefused(one, await one.main({ ...LOCAL, file: 'docker' }), /docker.* (is a folder|no file)/),
    ));

  test.each([
    ['empty', '', /^Dockerfile.*(empty|no FROM)/],
    ['binary', '\u007fELF\u0002\u0001\u0000\u0000', /^Dockerfile/],
    ['comments alone', '# nothing\n', /^Dockerfile.*(empty|no FROM)/],
  ])('that is %s', (_, text, error) =>
    scene({ dockerfile: text }, async (one) => expectRefused(one, await one.main(LOCAL), error)),
  );

  test.each([
    ['a mark at its start', '\ufeffFROM alpine:3.22\nRUN echo a\n'],
    ['line ends of Windows', 'FROM alpine:3.22\r\nRUN echo a \\\r\n  b\r\n'],
    ['no line end', 'FROM alpine:3.22'],
    ['ten megabytes', `FROM alpine:3.22\n${`# ${'x'.repeat(998)}\n`.repeat(10_000)}RUN echo a\n`],
  ])('with %s is built', (_, text) =>
    scene({ dockerfile: text }, async (one) => {
      const run = await one.main(LOCAL);
      expect([errors(run), run.code]).toEqual(['', 0]);
      expect(await one.asked('buildx build')).toHaveLength(1);
    }),
  );

  test.each([
    ['a link to itself', (path: string) => symlink('Dockerfile', path), /ELOOP/],
    ...(process.getuid?.() === 0
      ? []
      : [
          ['a file that the runner may not read', (path: string) => writeFile(path, 'FROM a\n', { mode: 0 }), /EACCES/],
        ]),
  ] as [string, (path: string) => Promise<void>, RegExp][])('that is %s', (_, make, why) =>
    scene({}, async (one) => {
      const checkout = await mkdtemp(join(tmpdir(), 'crossbuild-checkout-'));
      try {
        await make(join(checkout, 'Dockerfile'));
        const run = await one.main(LOCAL, { cwd: checkout });
        await expectRefused(one, run, /^context: Dockerfile or its \.dockerignore cannot be read.*; let both be files/);
        expect(errors(run)).toMatch(why);
      } finally {
        await rm(checkout, { recursive: true });
      }
    }),
  );

  test('in latin-1 is built', () =>
    scene({}, async (one) => {
      const checkout = await mkdtemp(join(tmpdir(), 'crossbuild-checkout-'));
      try {
        await writeFile(join(checkout, 'Dockerfile'), Buffer.from('FROM alpine:3.22\nLABEL a="caf\u00e9"\n', 'latin1'));
        const run = await one.main(LOCAL, { cwd: checkout });
        expect([errors(run), run.code]).toEqual(['', 0]);
      } finally {
        await rm(checkout, { recursive: true });
      }
    }));
});

describe('17: where the context is', () => {
  test('.dockerignore may leave out the Dockerfile, and the checkout may be a part of the context', () =>
    scene({ files: { '.dockerignore': '*\n', 'app/Dockerfile': 'FROM alpine:3.22\n' } }, async (one) => {
      for (const inputs of [{}, { context: 'app/..', file: 'app/Dockerfile' }]) {
        const run = await one.main({ ...LOCAL, ...inputs });
        expect([errors(run), run.code]).toEqual(['', 0]);
      }
    }));

  test('above the workspace it is refused', () =>
    scene({}, async (one) =>
      expectRefused(
        one,
        await one.main({ ...LOCAL, context: '../..', file: 'Dockerfile' }),
        /^context: \.\.\/\.\. lies outside of the workspace.*; write a path inside/,
      ),
    ));

  test.each(['https://git.test/team/app.git#main:src', 'https://files.test/app.tar.gz'])(
    'an address is read by BuildKit: %s',
    (context) => {
      const reads = /^buildx build .*--output=type=local/;
      const exports = { Dockerfile: Buffer.from('FROM alpine:3.22\n').toString('base64') };
      return scene({ replies: [{ match: reads, exports }] }, async (one) => {
        const run = await one.main({ ...LOCAL, context });
        expect([errors(run), run.code]).toEqual(['', 0]);
        const builds = await one.asked('buildx build');
        expect(builds.map((line) => line.split(' ').at(-1))).toEqual([context, context]);
      });
    },
  );

  test('a folder that is none is an error of its input', () =>
    scene({}, async (one) =>
      expectRefused(one, await one.main({ ...LOCAL, context: 'nowhere' }), /^context: nowhere is not a folder/),
    ));
});

describe('18: paths with odd names', () => {
  test.each(['my app', "it's", 'a"b', 'line\nend', 'a,b', 'caf\u00e9'])('%j', (folder) =>
    scene({ files: { [`${folder}/Dockerfile`]: 'FROM alpine:3.22\nRUN echo a\n' } }, async (one) => {
      const run = await one.main({ ...LOCAL, context: folder });
      expect([errors(run), run.code]).toEqual(['', 0]);
      const argv = await built(one);
      expect(argv.at(-1)).toBe(folder);
      expect(argv.filter((word) => word.startsWith('--file='))).toEqual([`--file=${folder}/Dockerfile`]);
    }),
  );

  test('with `..` that lead back into the checkout', () =>
    scene({ files: { 'a/b/Dockerfile': 'FROM alpine:3.22\n' } }, async (one) => {
      const run = await one.main({ ...LOCAL, context: 'a/../a/b' });
      expect([errors(run), run.code]).toEqual(['', 0]);
    }));
});

describe('19: a temp folder of the runner that cannot be used', () => {
  test.each([
    ['is not set', undefined],
    ['is a folder where nothing can be made', '/proc'],
    ['lies in a file', '/dev/null/temp'],
  ])('that %s', (_, RUNNER_TEMP) =>
    scene({}, async (one) => {
      const run = await one.main(
        { ...LOCAL, username: 'me', password: 'pass-w0rd', registry: 'r.test' },
        { env: { RUNNER_TEMP } },
      );
      if (RUNNER_TEMP === undefined) {
        expect(run.code).toBe(0);
        const folder = /crossbuild-docker-\w+/.exec(JSON.stringify(run.state))?.[0] ?? 'none';
        expect(await readdir(tmpdir())).toContain(folder);
        await one.post(run, { env: { RUNNER_TEMP } });
        expect(await readdir(tmpdir())).not.toContain(folder);
        return;
      }
      await expectRefused(one, run, /^no folder can be made in .*; let RUNNER_TEMP name a folder/);
    }),
  );
});

describe('20: no docker', () => {
  test('one error that says what is missing', () =>
    scene({}, async (one) => {
      const run = await one.main(LOCAL, { env: { PATH: '/nonexistent' } });
      await expectRefused(one, run, /docker command is not installed|docker is not installed/);
    }));
});

describe('22: a buildx that does not work', () => {
  const dead: readonly [string, Partial<Reply>][] = [
    ['is missing', { code: 1, stderr: "docker: 'buildx' is not a docker command.\n" }],
    ['is no program', { code: 126, stderr: 'exec format error\n' }],
    ['ends without a word', { code: 1 }],
    ['crashes', { signal: 'SIGSEGV' }],
    ['answers what is no version', { stdout: 'hello\n' }],
  ];
  test.each(dead)('that %s: a release is fetched, and an error says where from', (_, reply) =>
    scene({ replies: [{ match: ['buildx', 'version'], ...reply }] }, async (one) => {
      const run = await one.main({ ...LOCAL, 'buildx-mirror': 'http://127.0.0.1:1/releases', retries: '0' });
      await expectRefused(one, run, /127\.0\.0\.1:1.*ECONNREFUSED/);
    }),
  );

  test('that is too old for what is asked of it: the error says what to set', () =>
    scene(
      { replies: [{ match: ['buildx', 'create'], code: 125, stderr: 'unknown flag: --buildkitd-config\n' }] },
      async (one) => {
        const run = await one.main(LOCAL);
        expect(run.code).toBe(1);
        expect(errors(run)).toMatch(/unknown flag: --buildkitd-config; set buildx-version: latest/);
      },
    ));
});

describe('33: what registries answer while an image is pushed', () => {
  const push = (words: string) => said(`failed to push ${IMAGE}: ${words}`);
  test.each([
    ['401 Unauthorized', 1, /does not accept the login/],
    ['403 Forbidden: denied: requested access to the resource is denied', 1, /refuses access/],
    ['404 Not Found', 1, /404 Not Found/],
    ['failed to parse error response 413: invalid character', 1, /413/],
    ['429 Too Many Requests - toomanyrequests: slow down', 2, /refuses more/],
    ['received unexpected HTTP status: 500 Internal Server Error', 2, /500/],
    ['received unexpected HTTP status: 502 Bad Gateway', 2, /502/],
    ['write tcp 10.0.0.1:443: connection reset by peer', 2, /connection reset/],
    [
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      1,
      /unknown authority[\s\S]*ca/,
    ],
    ['net/http: TLS handshake timeout', 2, /handshake timeout/],
    ['net/http: timeout awaiting response headers', 2, /timeout awaiting/],
    ['401 Unauthorized: authentication required: token has expired', 1, /does not accept the login/],
  ])('%s: %i tries, no tag', (words, tries, error) =>
    scene({ replies: [{ match: ['buildx', 'build'], code: 1, stderr: push(words) }] }, async (one) => {
      const run = await one.main({ platforms: 'linux/amd64', retries: '1' });
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(error);
      expect(await one.asked('buildx build')).toHaveLength(tries);
      expect(await one.asked('buildx imagetools create')).toEqual([]);
      await one.post(run);
      expect(await one.left(run)).toEqual([]);
    }),
  );
});

describe('34: one platform was pushed, another was not', () => {
  test('there is no list and no tag, and it is said', () =>
    scene(
      {
        replies: [
          {
            match: ['buildx', 'build'],
            code: 1,
            stderr: said(`failed to push ${IMAGE}: failed to copy: 403 Forbidden: denied: quota of linux/arm64`),
            writes: { '--metadata-file': '' },
          },
        ],
      },
      async (one) => {
        const run = await one.main();
        expect(run.code).toBe(1);
        expect(errors(run)).toMatch(/quota of linux\/arm64/);
        expect(await one.asked('buildx imagetools create')).toEqual([]);
        expect(run.outputs).not.toHaveProperty('digest', INDEX);
        expect(run.outputs.tags ?? '').toBe('');
      },
    ));
});

describe('35: a base image that lacks a platform', () => {
  test('one error says which and what to do, nothing is tried again, and there is no tag', () => {
    const words = 'docker.io/library/alpine:3.22: no match for platform in manifest: not found';
    const stderr = progress({ name: '[linux/arm64 internal] load metadata', error: words }, said(words));
    return scene({ replies: [{ match: ['buildx', 'build'], code: 1, stderr }] }, async (one) => {
      const run = await one.main({ retries: '2' });
      expect(run.code).toBe(1);
      expect(errors(run)).toMatch(
        /alpine:3\.22 has no image for .*take that platform out of platforms or pick another/s,
      );
      expect(await one.asked('buildx build')).toHaveLength(1);
      expect(await one.asked('buildx imagetools create')).toEqual([]);
      expect(run.summary).toContain('has no image for');
    });
  });
});

describe('44: outputs that could end early', () => {
  const odd = 'ghadelimiter_1\nEOF\nname<<EOF\n::set-output name=digest::evil';
  test('what others wrote stays within its output', () =>
    scene(
      {
        replies: [
          {
            match: ['buildx', 'build'],
            writes: { '--metadata-file': JSON.stringify({ ...JSON.parse(metadata), odd }) },
          },
        ],
      },
      async (one) => {
        const run = await one.main({ labels: `a=${odd.replaceAll('\n', ' ')}` });
        expect(run.code).toBe(0);
        expect(JSON.parse(run.outputs.metadata ?? '{}').odd).toBe(odd);
        expect(run.outputs.digest).toBe(INDEX);
        expect(Object.keys(run.outputs)).not.toContain('name');
      },
    ));

  test('of more than GitHub passes on to other jobs are a warning', () =>
    scene(
      {
        replies: [
          {
            match: ['buildx', 'build'],
            writes: { '--metadata-file': JSON.stringify({ ...JSON.parse(metadata), big: 'x'.repeat(1_500_000) }) },
          },
        ],
      },
      async (one) => {
        const run = await one.main();
        expect(run.code).toBe(0);
        expect(run.outputs.digest).toBe(INDEX);
        expect(JSON.parse(run.outputs.metadata ?? '{}').big).toHaveLength(1_500_000);
        expect(warnings(run)).toMatch(/^the output metadata is longer than 1 MiB/m);
      },
    ));
});

describe('45: a summary that is too long, or written to mislead', () => {
  test('is cut, and names are shown as they are', () =>
    scene(
      { dockerfile: `FROM alpine:3.22\n${'RUN echo "<img src=x onerror=alert(1)>" | cat\n'.repeat(3)}` },
      async (one) => {
        const run = await one.main({ ...LOCAL, labels: 'a=</details><script>alert(1)</script>' });
        expect(run.code).toBe(0);
        expect(run.summary).not.toMatch(/<script|<img/);
      },
    ));
});

describe('46: secrets that are hard to hide', () => {
  const lines = '-----BEGIN KEY-----\nfirst-l1ne\nsecond-l1ne\n-----END KEY-----';
  test('of several lines, with a percent sign, and encoded for a login: none of them is shown', () =>
    scene(
      {
        replies: [
          {
            match: ['buildx', 'build'],
            code: 1,
            stderr: said(`it said first-l1ne, 100%25sure and ${Buffer.from('me:pass-w0rd%').toString('base64')}`),
          },
        ],
      },
      async (one) => {
        const run = await one.main({
          ...LOCAL,
          registry: 'r.test',
          username: 'me',
          password: 'pass-w0rd%',
          secrets: `"key=${lines}"\nodd=100%25sure`,
        });
        expect(run.code).toBe(1);
        const everything = JSON.stringify([run.shown, run.state, run.outputs]);
        for (const secret of ['first-l1ne', 'second-l1ne', '100%25sure', 'pass-w0rd%', 'bWU6cGFzcy13MHJkJQ=='])
          expect(everything).not.toContain(secret);
      },
    ));

  test('that is a part of the name of the image: a warning says that outputs will be hidden', () =>
    scene({}, async (one) => {
      const run = await one.main({ secrets: 'x=team/app' });
      expect(run.code).toBe(0);
      expect(warnings(run)).toMatch(/^secrets: the secret x is a part of the name of an image/);
    }));
});

describe('47: events that have no secrets', () => {
  test.each([
    ['a pull request from a fork', { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/1/merge' }],
    ['a pull request of Dependabot', { GITHUB_EVENT_NAME: 'pull_request', GITHUB_ACTOR: 'dependabot[bot]' }],
    ['pull_request_target', { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_REF: 'refs/heads/main' }],
  ])('%s: what cannot be pushed is said before anything is made; what is not pushed is built', (_, env) =>
    scene({}, async (one) => {
      const login = { registry: 'registry.test', username: 'me', password: '' };
      await expectRefused(one, await one.main(login, { env }), /^password: is empty, so there is no login.*fork/m);
      const run = await one.main({ ...LOCAL, ...login, secrets: 'npm=' }, { env });
      expect([errors(run), run.code]).toEqual(['', 0]);
      expect(warnings(run)).toMatch(
        /password: is empty[\s\S]*secrets: the secret of line 1 is empty|secrets: .*[\s\S]*password: is empty/,
      );
      expect(await one.asked('login')).toEqual([]);
    }),
  );
});

describe('49: a clock that is wrong', () => {
  test('a token for the cache that is not valid yet: the build asks, and does not fail for it', () =>
    scene({}, async (one) => {
      const claims = { ac: '[{"Scope":"a","Permission":3}]', nbf: 9_999_999_999, exp: 9_999_999_999 };
      const token = `a.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c`;
      const env = {
        ACTIONS_RUNTIME_TOKEN: token,
        ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/',
        ACTIONS_CACHE_SERVICE_V2: 'True',
      };
      const run = await one.main({ ...LOCAL, 'cache-to': 'type=gha' }, { env });
      expect([errors(run), run.code]).toEqual(['', 0]);
      expect(await built(one)).toContainEqual(expect.stringMatching(/^--cache-to=type=gha,.*ignore-error=true/));
    }));
});

describe('51: a home that is none', () => {
  test.each([undefined, '/proc'])('HOME %s', (HOME) =>
    scene({}, async (one) => {
      const run = await one.main(LOCAL, { env: { HOME } });
      expect([errors(run), run.code]).toEqual(['', 0]);
    }),
  );
});

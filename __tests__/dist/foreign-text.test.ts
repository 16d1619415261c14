import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { type ActionCall, type ActionRun, repository } from '../harness/action.ts';
import { parseCommands } from '../harness/commands.ts';
import type { Reply } from '../harness/fake-docker.ts';
import { MAIN, MERGE, MERGING, META, OUTPUTS, SETUP } from './every-input.ts';
import { COMPILES, CROSSES, failing, IMAGE, INDEX, job, progress, WELL } from './support.ts';

jest.setTimeout(120_000);

/** What the runner would obey, in both syntaxes, where a line begins and within one. */
const COMMANDS = [
  '::save-state name=crossbuild::forged',
  '##[save-state name=crossbuild]forged',
  '::set-output name=digest::forged',
  '##[add-path]/forged',
  '::add-mask::forged',
  '##[add-mask]forged',
  '::error::forged',
  '##[error]forged',
  '##[group]forged',
  '::stop-commands::forged',
  '##[stop-commands]forged',
];
/** On one line, for fields that end with it; the runner ends a line at a carriage return, too. */
const LINE = COMMANDS.map((one) => `x ${one}`).join(' ');
const LINES = COMMANDS.flatMap((one) => [one, `  ${one}`, `x ${one}`]).join('\n');
const RETURNS = LINES.replaceAll('\n', '\r');

/** Every kind of text that others write, one after the other. */
const kinds = [LINE, LINES, RETURNS];

const TOKEN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OWN_OUTPUTS = new Set([...Object.values(OUTPUTS).flatMap((all) => Object.keys(all)), 'layout']);

/** Asserts that a reader who takes the log as the runner does, and its files, sees nothing that a foreign text asked for. */
function unforged(run: Pick<ActionRun, 'log' | 'outputs' | 'state' | 'exported' | 'paths'>): void {
  // the runner reads lines as .NET does: a lone carriage return ends one
  const seen = parseCommands(run.log.replaceAll(/\r\n?/g, '\n'));
  const said = [...seen.masks, ...seen.groups, ...seen.debug, ...seen.annotations.map(({ message }) => message)];
  expect(seen.others).toEqual([]);
  expect(said.filter((text) => text.startsWith('forged'))).toEqual([]);
  // what was stopped goes on, so that the step's own words are heard to its end
  expect(seen.stops.filter((token) => !TOKEN.test(token))).toEqual([]);
  expect(seen.open).toBe(false);
  expect(Object.entries(run.state).filter(([name, text]) => name !== 'crossbuild' || text === 'forged')).toEqual([]);
  expect(Object.keys(run.outputs).filter((name) => !OWN_OUTPUTS.has(name))).toEqual([]);
  expect(run.outputs.digest ?? '').not.toBe('forged');
  expect(Object.keys(run.exported).filter((name) => !name.startsWith('DOCKER_'))).toEqual([]);
  expect(run.paths).toEqual([]);
}

async function step(
  inputs: Record<string, string>,
  {
    replies = [],
    dockerfile,
    call = {},
    after = false,
  }: { replies?: readonly Reply[]; dockerfile?: string; call?: Partial<ActionCall>; after?: boolean } = {},
): Promise<ActionRun> {
  const one = await job(replies, dockerfile);
  try {
    const run = await one.main({ retries: '0', ...inputs }, call);
    expect(run.timedOut).toBe(false);
    // it ran, and ended as a step does
    expect([0, 1]).toContain(run.code);
    expect(run.log).not.toContain('Crossbuild itself failed');
    expect(run.log).not.toContain('there is no such input');
    expect(run.state).toHaveProperty('crossbuild');
    unforged(run);
    if (after) unforged(await one.post(run));
    return run;
  } finally {
    await one.remove();
  }
}

test('the check itself sees what is forged', () => {
  const forged = (log: string) => () => unforged({ log, state: {}, outputs: {}, exported: {}, paths: [] });
  expect(forged('::warning::what it means%0A::error::forged\n')).not.toThrow();
  for (const one of COMMANDS) for (const log of [`${one}\n`, `a\r${one}\r`]) expect(forged(log)).toThrow();
  for (const one of COMMANDS.filter((text) => text.startsWith('#'))) expect(forged(`a ${one}\n`)).toThrow();
});

describe('inputs', () => {
  const names = Object.keys(MAIN).filter((name) => name !== 'summary');

  test.each(names.map((name, at) => [name, kinds[at % kinds.length] as string]))('%s', async (name, text) => {
    await step({ 'plan-only': 'true', [name]: text });
  });

  test.each(kinds)('all of them at once', (text) => step(Object.fromEntries(names.map((name) => [name, text]))));

  test.each(['labels', 'annotations', 'build-args'])('%s with a value that is taken', (name) =>
    step({ [name]: `a.b=${LINE}`, provenance: 'mode=max' }),
  );
});

/** A text in every place of a Dockerfile. */
const dockerfiles: Record<string, string> = {
  'comments, values and steps': `# ${LINE}\nFROM debian:bookworm AS build\nARG A="${LINE}"\nENV B="${LINE}"\nLABEL c="${LINE}"\nRUN apt-get install -y gcc make # ${LINE}\nRUN make "${LINE}"\nRUN <<E\n${LINES}\nmake\nE\nCMD ["${LINE}"]\n`,
  'what is compiled across': CROSSES.replace('go build', `echo "${LINE}" && go build`),
  'an instruction that is none': `FROM alpine\n${LINE}\n`,
  'a directive': `# syntax=${LINE}\n# escape=${LINE}\nFROM alpine\n`,
  'the name of an image': `FROM ${LINE.replaceAll(' ', '')}\n`,
  'the name of a stage': `FROM alpine AS ${LINE.replaceAll(' ', '')}\n`,
  'a copy from nowhere': `FROM alpine\nCOPY --from=${LINE.replaceAll(' ', '')} /a /b\n`,
  'line ends of another kind': `FROM alpine\r# ${RETURNS}\r\nRUN make\r\n${RETURNS}\n`,
};

describe('a Dockerfile', () => {
  test.each(Object.entries(dockerfiles))('%s', async (_, dockerfile) => {
    await step({ 'plan-only': 'true', platforms: 'linux/arm64' }, { dockerfile });
    await step({ platforms: 'linux/arm64' }, { dockerfile });
  });
});

describe('programs, images and registries', () => {
  test.each(WELL.map((reply, at) => [String(reply.match), reply, kinds[at % kinds.length] as string] as const))(
    '%s that fails, or answers what nobody asked',
    async (_, reply, text) => {
      const { stdout: __, writes: ___, ...rest } = reply;
      await step({ verify: 'run' }, { replies: [{ ...rest, code: 1, stdout: text, stderr: `ERROR: ${text}\n` }] });
    },
  );

  test.each(kinds)('all of them warn, also while it is cleaned up', (text) => {
    const replies = WELL.map((reply) => ({ ...reply, stderr: `WARNING: ${text}\n` }));
    return step({ verify: 'run', 'build-record': 'true' }, { replies, after: true });
  });

  test.each(kinds)('all of them fail while it is cleaned up', async (text) => {
    const one = await job();
    try {
      const run = await one.main({ verify: 'run' });
      expect(run.code).toBe(0);
      await one.fake.script([{ match: /./, code: 1, stdout: text, stderr: `Error: ${text}\n` }]);
      const post = await one.post(run);
      expect(post.annotations.length).toBeGreaterThan(0);
      unforged(post);
    } finally {
      await one.remove();
    }
  });

  test.each(kinds)('the warnings of a build', (text) => {
    const bytes = Buffer.from(text).toString('base64');
    const warning = {
      short: bytes,
      detail: [bytes],
      url: text,
      level: 1,
      range: [{ start: { line: 1 }, end: { line: 1 } }],
    };
    const stderr = `${JSON.stringify({ warnings: [warning] })}\n`;
    return step({}, { replies: [{ ...(WELL.find(({ writes }) => writes !== undefined) as Reply), stderr }] });
  });

  test.each(kinds)('the configuration of a base image', (text) => {
    const config = { Env: [`A=${text}`], Labels: { [text]: text }, OnBuild: [text], Cmd: [text] };
    const image = { 'linux/amd64': { os: text, architecture: text, config, history: [{ created_by: text }] } };
    const stdout = JSON.stringify({ name: text, manifest: { digest: text, mediaType: text }, image });
    const replies = [{ match: /^buildx imagetools inspect/, stdout }];
    return step({ verify: 'run' }, { dockerfile: 'FROM registry.test/team/base:1\nRUN make\n', replies });
  });

  test.each(kinds)('the output of a build that fails, with its hints', async (text) => {
    const dockerfile = COMPILES;
    await step(
      {},
      { dockerfile, replies: [failing(`[linux/arm64 4/4] RUN make ${text}`, `${text}\nqemu: fatal ${text}\n`)] },
    );
    const stderr = progress(
      { name: text, output: text, error: text },
      `ERROR: failed to solve: ${text}: i/o timeout\n`,
    );
    await step({}, { dockerfile, replies: [{ match: ['buildx', 'build'], code: 1, stderr }] });
  });

  test.each(kinds)('what is tried again', (text) => {
    const stderr = progress({ name: 'FROM x' }, `ERROR: failed to solve: dial tcp 1.2.3.4:443: i/o timeout ${text}\n`);
    return step({ retries: '1' }, { replies: [{ match: ['buildx', 'build'], code: 1, stderr, times: 1 }] });
  });

  test.each(kinds)('the metadata of a build', (text) => {
    const writes = { '--metadata-file': JSON.stringify({ 'containerimage.digest': text, 'buildx.build.ref': text }) };
    return step({ 'build-record': 'true' }, { replies: [{ match: ['buildx', 'build'], writes }] });
  });

  test.each(kinds)('the findings of a check', (text) => {
    const warnings = [{ ruleName: text, description: text, url: text, detail: text, location: { ranges: [] } }];
    const stdout = JSON.stringify({ warnings, sources: [] });
    return step({ call: 'check' }, { replies: [{ match: /^buildx build .*--call/, stdout, code: 0 }] });
  });
});

describe('the event', () => {
  test.each(kinds)('its names, texts and refs', async (text) => {
    const folder = await mkdtemp(join(tmpdir(), 'crossbuild-event-'));
    try {
      const path = join(folder, 'event.json');
      const repo = { full_name: text, name: text, description: text, html_url: text, license: { spdx_id: text } };
      const head = { sha: text, ref: text, repo };
      const repository = { ...repo, full_name: 'octo-org/octo-repo', default_branch: text };
      const event = {
        number: 7,
        repository,
        pull_request: { number: 7, head, base: { ref: text } },
        head_commit: { id: text, timestamp: text },
      };
      await writeFile(path, JSON.stringify(event));
      for (const name of ['pull_request', 'pull_request_target']) {
        const env = {
          GITHUB_EVENT_NAME: name,
          GITHUB_EVENT_PATH: path,
          GITHUB_REF: `refs/heads/${LINE}`,
          GITHUB_REF_NAME: LINE,
        };
        await step(
          { images: 'registry.test/team/app', tags: `type=ref,event=pr\ntype=raw,value=a-{{branch}}` },
          { call: { env } },
        );
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the other actions', () => {
  const MERGED = { platforms: 'linux/amd64,linux/arm64', images: IMAGE, tags: 'type=raw,value=1', retries: '0' };
  // these inputs alone, without those that every step of main has here
  const elsewhere = (name: string, inputs: Record<string, string>, replies: readonly Reply[] = []) =>
    step({}, { replies, call: { action: join(repository, name), inputs } });
  const actions = { setup: SETUP, merge: MERGE, meta: META };

  test.each(Object.entries(actions).flatMap(([name, inputs]) => kinds.map((text) => [name, inputs, text] as const)))(
    '%s: all of its inputs at once',
    (name, inputs, text) => elsewhere(name, Object.fromEntries(Object.keys(inputs).map((one) => [one, text]))),
  );

  test.each(kinds)('what the jobs of a matrix left in the registry', async (text) => {
    const annotations = { [text]: text, 'crossbuild.shard': text };
    const index = { mediaType: text, annotations, manifests: [{ digest: text, platform: { os: text }, annotations }] };
    const image = { name: text, manifest: { digest: text, ...index }, image: { os: text, architecture: text } };
    const answers: Reply[][] = [
      [{ match: /imagetools inspect .*--raw/, stdout: JSON.stringify(index) }, ...MERGING],
      [{ match: /imagetools inspect .*--format/, stdout: JSON.stringify(image) }],
      [{ match: /imagetools (inspect|create)/, code: 1, stderr: `ERROR: ${text}\n` }],
    ];
    for (const replies of answers)
      for (const digests of [`${IMAGE}@${INDEX}`, '']) await elsewhere('merge', { ...MERGED, digests }, replies);
  });
});

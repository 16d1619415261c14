import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { discard, labBuildKit, runAction } from './action.ts';

const YML = `
inputs:
  Some thing: { default: from action.yml }
  with-dash: {}
runs: { using: node24, main: main.mjs, post: post.mjs }
`;
const MAIN = `
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
const say = (name, text) => appendFileSync(process.env[name], text);
const input = process.env['INPUT_WITH-DASH'];
say('GITHUB_OUTPUT', 'inputs<<x\\n' + process.env.INPUT_SOME_THING + '\\n' + input + '\\nx\\n');
say('GITHUB_STATE', 'file=' + process.env.RUNNER_TEMP + '/kept\\n');
say('GITHUB_ENV', 'EXPORTED=yes\\n');
say('GITHUB_PATH', '/added/folder\\n');
say('GITHUB_STEP_SUMMARY', '# Done');
console.log('::add-mask::s3cret');
console.log('my s3cret');
if (input === 'wait') { console.log('waiting'); process.on('SIGINT', () => process.exit(130)); await setTimeout(30_000); }
process.exitCode = input === 'fail' ? 1 : 0;
`;
const POST = `console.log(process.env.STATE_file, process.env.EXPORTED, process.env.PATH.split(':')[0], process.env.RUNNER_TEMP);`;

describe('runAction', () => {
  let action = '';
  beforeEach(async () => {
    action = await mkdtemp(join(tmpdir(), 'an-action-'));
    await mkdir(action, { recursive: true });
    await Promise.all([
      writeFile(join(action, 'action.yml'), YML),
      writeFile(join(action, 'main.mjs'), MAIN),
      writeFile(join(action, 'post.mjs'), POST),
    ]);
  });
  afterEach(() => rm(action, { recursive: true, force: true }));

  test('gives inputs with their defaults, reads what the action wrote, and hands it to post', async () => {
    const main = await runAction({ entry: 'main', action, inputs: { 'With-Dash': 'given' } });
    expect(main).toMatchObject({
      code: 0,
      outputs: { inputs: 'from action.yml\ngiven' },
      summary: '# Done',
      masks: ['s3cret'],
    });
    expect(main.shown).toContain('my ***');
    const post = await runAction({ entry: 'post', action, after: main });
    expect(post.log.trim()).toBe(`${main.temp}/runner/kept yes /added/folder ${main.temp}/runner`);
    await discard(main);
  });

  test('reports the exit code', async () => {
    const run = await runAction({ entry: 'main', action, inputs: { 'with-dash': 'fail' } });
    expect(run).toMatchObject({ code: 1, signal: null });
    await discard(run);
  });

  test('cancels once the log says so', async () => {
    const run = await runAction({
      entry: 'main',
      action,
      inputs: { 'with-dash': 'wait' },
      signalAfter: { seen: /waiting/ },
    });
    expect(run).toMatchObject({ timedOut: false });
    expect(run.seconds).toBeLessThan(20);
    expect(run.code ?? run.signal).not.toBe(0);
    await discard(run);
  });

  test('ends what takes too long', async () => {
    const run = await runAction({ entry: 'main', action, inputs: { 'with-dash': 'wait' }, timeoutMs: 1000 });
    expect(run).toMatchObject({ timedOut: true, code: null, signal: 'SIGKILL' });
    await discard(run);
  });
});

describe('in the lab, which has no image that a digest names', () => {
  const before = process.env.LAB_BINFMT_IMAGE;
  afterEach(() => {
    if (before === undefined) delete process.env.LAB_BINFMT_IMAGE;
    else process.env.LAB_BINFMT_IMAGE = before;
  });
  const pinned = `moby/buildkit:s@sha256:${'a'.repeat(64)}`;

  test.each([
    [{ 'driver-opts': 'network=host' }, pinned, 'network=host\nimage=moby/buildkit:s'],
    [{ 'driver-opts': 'network=host' }, 'moby/buildkit:s', 'network=host'],
    [{ 'driver-opts': 'network=host,image=own' }, pinned, 'network=host,image=own'],
    [{ 'driver-opts': 'x', driver: 'remote' }, pinned, 'x'],
    [{}, pinned, undefined],
  ])('%j and %s boot %j', (inputs: Record<string, string>, image, options) => {
    process.env.LAB_BINFMT_IMAGE = 'tonistiigi/binfmt:latest';
    expect(labBuildKit(inputs, image)['driver-opts']).toBe(options);
    delete process.env.LAB_BINFMT_IMAGE;
    expect(labBuildKit(inputs, image)).toEqual(inputs);
  });
});

import { expect, jest, test } from '@jest/globals';
import { COMPILES, CROSSES, errors, failing, IMAGE, job, metadata } from './support.ts';

jest.setTimeout(60_000);

const PUSHED = { push: 'true', tags: `${IMAGE}:1`, verify: 'false', summary: 'true' };
const COMPILE = '[linux/amd64->arm64 build 3/4] RUN CGO_ENABLED=1 go build -o /app .';

/** What buildx writes of a build with one step that took this many seconds. */
function took(name: string, seconds: number): string {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
  return `${JSON.stringify({ vertexes: [{ digest: `sha256:${'a'.repeat(64)}`, name, started: at(0), completed: at(seconds) }] })}\n`;
}

const built = (name: string, seconds: number) => ({
  match: ['buildx', 'build'],
  writes: { '--metadata-file': metadata },
  stderr: took(name, seconds),
});

test.each([
  ['a stage that was cross-compiled', {}, 'about 4 min saved'],
  ['nothing, where all was emulated', { strategy: 'emulate' }, undefined],
])('the summary and the log say what was saved, as an estimate: %s', async (_, inputs, words) => {
  const one = await job([built(COMPILE, 60)], CROSSES);
  try {
    const run = await one.main({ ...PUSHED, ...inputs, platforms: 'linux/arm64' });
    expect(errors(run)).toBe('');
    const [heading] = run.summary.split('\n');
    if (words === undefined) {
      expect(`${run.summary} ${run.log}`).not.toMatch(/saved|estimate/);
      return;
    }
    expect(heading).toBe(`## Crossbuild: linux/arm64 in 1m 00s, ${words} (estimated)`);
    expect(run.summary).toContain('The time saved is an estimate: ');
    expect(run.log).toContain(`in 1m 00s, ${words} against emulation (estimated), not verified`);
  } finally {
    await one.remove();
  }
});

test('a push by the default rules has no note about those that made no tag; one that was written has', async () => {
  const one = await job();
  try {
    const call = { env: { GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' } };
    const run = await one.main({ ...PUSHED, images: IMAGE, tags: '' }, call);
    expect(errors(run)).toBe('');
    expect(run.log).toContain(`tag: ${IMAGE}:main - `);
    expect(run.log).not.toMatch(/^note: /m);
    expect(run.summary).not.toMatch(/^- /m);
    const written = await one.main({ ...PUSHED, images: IMAGE, tags: 'type=sha\ntype=ref,event=tag' }, call);
    expect(written.log).toMatch(/^note: no tag from type=ref,event=tag: /m);
    // it is no news for whoever reads what came out
    expect(written.summary).not.toMatch(/no tag from/);
  } finally {
    await one.remove();
  }
});

test('the plan alone tells each reason once', async () => {
  const one = await job([], COMPILES);
  try {
    const run = await one.main({ ...PUSHED, platforms: 'linux/arm64', 'plan-only': 'true' });
    const reason = 'native compilers for the step in line 4';
    expect(run.log.split(reason)).toHaveLength(2);
    expect(run.log).toContain('+RUN --mount=');
    expect(run.log.split('emulators: ')).toHaveLength(2);
  } finally {
    await one.remove();
  }
});

test.each([
  ['where something was put in', COMPILES, 'Run it again with strategy: emulate, or '],
  ['where nothing was', 'FROM alpine:3.22\nRUN false\n', 'It put nothing into the Dockerfile. '],
])('a failure says how to find out whether it is Crossbuild: %s', async (_, dockerfile, words) => {
  const one = await job([failing('[linux/arm64 2/2] RUN false', 'no\n', 1)], dockerfile);
  try {
    const run = await one.main({ ...PUSHED, platforms: 'linux/arm64', 'build-args': 'TOKEN=hunter2' });
    expect(run.code).toBe(1);
    const command = 'docker buildx build --platform=linux/arm64 --file=Dockerfile --build-arg=TOKEN .';
    expect(run.log).toContain(`Is it Crossbuild? ${words}`);
    expect(run.log).toContain(`\n  ${command}\n`);
    expect(run.summary).toContain(command);
    expect(run.summary).not.toContain('hunter2');
  } finally {
    await one.remove();
  }
});

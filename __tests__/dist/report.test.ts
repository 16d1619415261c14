import { expect, jest, test } from '@jest/globals';
import { CROSSES, errors, IMAGE, job, metadata } from './support.ts';

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
    expect(run.summary).toContain('This is an estimate');
    expect(run.log).toContain(`in 1m 00s, ${words} against emulation (estimated), not verified`);
  } finally {
    await one.remove();
  }
});

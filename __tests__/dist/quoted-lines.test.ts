import { expect, jest, test } from '@jest/globals';
import { errors, failing, job } from './support.ts';

jest.setTimeout(60_000);

/** No part of it is like another. */
const LONG = Array.from({ length: 40 }, (_, at) => `s${at}x`).join('');
const SHOWN = 40;

const broken: Record<string, string> = {
  'no instruction': `FROM alpine\n${LONG} a\n`,
  'no Dockerfile': `${LONG}=1\n${LONG}=2\n`,
  'a word too many': `FROM alpine ${LONG}\n`,
  'the name of a stage': `FROM alpine AS ${LONG}!\n`,
  'a JSON form': `FROM alpine\nCMD [1, "${LONG}"]\n`,
  'a heredoc that does not end': `FROM alpine\nRUN <<${LONG}\necho\n`,
  'an escape character': `# escape=${LONG}\nFROM alpine\n`,
  'stages that need each other': `FROM alpine AS ${LONG}\nCOPY --from=b /a /a\nFROM alpine AS b\nCOPY --from=${LONG} /a /a\n`,
  'a stage that comes later': `FROM alpine AS a\nCOPY --from=${LONG} /a /a\nFROM a AS ${LONG}\n`,
  'a platform': `FROM --platform=$BUILDPLATFORM alpine AS ${LONG}\nRUN a\n`,
  'a misspelt stage': `FROM alpine AS ${LONG}\nRUN a\nFROM alpine\nCOPY --from=${LONG.slice(0, -1)} /a /a\n`,
};

/** The longest part of the text that was shown. */
function longest(shown: string): number {
  for (let length = LONG.length; length > 0; length--)
    for (let at = 0; at + length <= LONG.length; at++) if (shown.includes(LONG.slice(at, at + length))) return length;
  return 0;
}

test.each(Object.entries(broken))('an error shows at most 40 characters of a line: %s', async (_, dockerfile) => {
  const one = await job([], dockerfile);
  try {
    const run = await one.main({ platforms: 'linux/arm64' });
    expect(errors(run)).toMatch(/^Dockerfile:\d+: /);
    expect(longest(JSON.stringify([run.log, run.annotations, run.summary, run.outputs]))).toBeLessThanOrEqual(SHOWN);
  } finally {
    await one.remove();
  }
});

test('the names of the stages of a wrong target are cut, too', async () => {
  const one = await job([], `FROM alpine AS ${LONG}\n`);
  try {
    const run = await one.main({ target: 'x' });
    expect(errors(run)).toMatch(/^target: there is no stage x - the stages are s0x/);
    expect(longest(errors(run))).toBeLessThanOrEqual(SHOWN);
  } finally {
    await one.remove();
  }
});

test('the annotation of a step that fails names it by its start', async () => {
  const one = await job([failing(`[linux/arm64 2/2] RUN ${LONG}`, 'bad\n')], `FROM alpine\nRUN ${LONG}\n`);
  try {
    const run = await one.main();
    expect(errors(run)).toContain('RUN s0x');
    expect(longest(errors(run))).toBeLessThanOrEqual(SHOWN);
  } finally {
    await one.remove();
  }
});

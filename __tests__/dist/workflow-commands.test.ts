import { describe, expect, jest, test } from '@jest/globals';
import { errors, job } from './support.ts';

jest.setTimeout(30_000);

const FORGED = [
  '##[save-state name=crossbuild]{"version":1,"record":{"buildx":["/tmp/evil"]}}',
  '::save-state name=crossbuild::{"version":1,"record":{"buildx":["/tmp/evil"]}}',
  '##[add-path]/tmp/evil',
  '::add-mask::o',
];
/** The same in every place of a Dockerfile that a plan, a diff or a reason quotes. */
const dockerfile = (text: string) => `# ${text}
FROM debian:bookworm AS build
RUN apt-get update && apt-get install -y gcc make # ${text}
ENV NOTE="${text.replaceAll('"', "'")}"
RUN make install && echo '${text}'
FROM debian:bookworm AS last
COPY --from=build /x /x
RUN echo '${text}' && make
`;

describe('workflow commands in what others wrote have no effect', () => {
  test.each(FORGED)('%s in a Dockerfile', async (text) => {
    const one = await job([], dockerfile(text));
    try {
      const inputs = { 'plan-only': 'true', platforms: 'linux/arm64', target: 'last' };
      const run = await one.main(inputs);
      expect([run.code, errors(run)]).toEqual([0, '']);
      expect(run.log).toContain(text.slice(0, 12));
      expect(run.others).toEqual([]);
      expect(run.masks).not.toContain('o');
      expect(Object.values(run.state)).toEqual([expect.not.stringContaining('evil')]);
      const built = await one.main({ verify: 'run' });
      expect(built.others).toEqual([]);
    } finally {
      await one.remove();
    }
  });

  test.each(FORGED)('%s as what an image prints, and what a registry answers', async (text) => {
    const one = await job([
      { match: /^run --rm --name=/, stdout: `${text}\n` },
      { match: ['buildx', 'imagetools', 'create'], code: 1, stderr: `ERROR: denied\r${text}\n` },
    ]);
    try {
      const run = await one.main({ verify: 'run', retries: '0' });
      expect(run.code).toBe(1);
      expect(run.others).toEqual([]);
      expect(run.masks).not.toContain('o');
    } finally {
      await one.remove();
    }
  });
});

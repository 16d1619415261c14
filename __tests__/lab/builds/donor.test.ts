import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { repository } from '../../harness/action.ts';
import { emulate } from '../emulators.ts';
import { runEach, step, uniqueTag } from '../support.ts';

jest.setTimeout(900_000);

// What this shows: a stage on musl and busybox is probed, Debian's compiler is put in the place of its own, found to compile the
// sample alike, used, and gives the same code. What it does not: Alpine's own gcc, for which the driver here stands in (lab/musl.sh).
test('C on a base without cross compilers is compiled by one that is borrowed, with the code that its own gives', async () => {
  const tag = uniqueTag('musl');
  const undo = await emulate(['linux/arm64']);
  try {
    const { main, discard } = await step({
      context: join(repository, '__tests__', 'fixtures', 'musl'),
      platforms: 'linux/amd64,linux/arm64',
      strategy: 'accelerate',
      fallback: 'false',
      push: 'true',
      tags: tag,
    });
    // the step itself compares the code of both
    expect({ code: main.code, log: main.code === 0 ? '' : main.shown }).toEqual({ code: 0, log: '' });
    expect(main.shown).toMatch(/C is compiled by Debian's gcc 12\.\S+ for linux\/arm64/);
    expect(main.shown).toContain('/.crossbuild/gcc/aarch64-linux-gnu/12/cc1');
    // Debian mended this one in its own gcc only: the sample tells, and the flag is left to the target's compiler
    expect(main.shown).toContain('without -fstack-protector');
    const said = await runEach(main.outputs.image ?? '');
    expect(said['linux/arm64']).toMatch(/^musl \d+$/);
    expect(said['linux/arm64']).toBe(said['linux/amd64']);
    await discard();
  } finally {
    await undo();
  }
});

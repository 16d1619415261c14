import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { binfmt, emulators } from './emulators.ts';
import { docker, inspect, isPublished, lab, output, platformDigests, runEach, uniqueTag } from './support.ts';

describe('the lab', () => {
  test('has Debian for each core platform, and each runs', async () => {
    const before = await emulators();
    const printed = await runEach(`${lab.registry}/library/debian:bookworm`, 'dpkg', '--print-architecture');
    expect(printed).toMatchObject({ 'linux/amd64': 'amd64', 'linux/arm64': 'arm64', 'linux/arm/v7': 'armhf' });
    expect(await emulators()).toEqual(before);
  });

  test('has Go for each core platform', async () => {
    const platforms = Object.keys(await platformDigests(`${lab.registry}/library/golang:1.26-bookworm`));
    expect(platforms).toEqual(expect.arrayContaining(['linux/amd64', 'linux/arm64', 'linux/arm/v7']));
  });

  test('has the Dockerfile frontend and the engine reaches images by their Docker Hub names', async () => {
    expect(await isPublished(`${lab.registry}/docker/dockerfile:1`)).toBe(true);
    expect(await isPublished(`${lab.registry}/docker/dockerfile:99`)).toBe(false);
    await docker('pull', '--quiet', 'debian:bookworm-slim');
  });

  test('tells by its binfmt image what the machine can run', async () => {
    const { supported, emulators: all } = JSON.parse(await binfmt());
    // like the original, it says null for none
    const named: readonly string[] = all ?? [];
    expect(supported).toEqual(expect.arrayContaining(['linux/amd64', 'linux/386']));
    expect(named.filter((name) => name.startsWith('qemu-')).sort()).toEqual(await emulators());
    expect(supported.includes('linux/arm64')).toBe(named.includes('qemu-aarch64'));
  });

  test('reads back what was published', async () => {
    const reference = uniqueTag('support');
    const crane = join(lab.bin, 'crane');
    await output(crane, '--insecure', 'copy', `${lab.registry}/library/debian:bookworm`, reference);
    expect(await platformDigests(reference)).toEqual(await platformDigests(`${lab.registry}/library/debian:bookworm`));
    expect((await inspect(reference)).manifests.length).toBeGreaterThanOrEqual(3);
    await output(
      crane,
      '--insecure',
      'delete',
      `${reference.slice(0, -':latest'.length)}@${await output(crane, '--insecure', 'digest', reference)}`,
    );
    expect(await isPublished(reference)).toBe(false);
  });
});

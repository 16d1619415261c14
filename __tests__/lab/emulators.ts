// What makes the kernel run other architectures in the lab. Imports nothing of the project: jest's global set-up loads it, and
// what a global set-up imports is not transformed on Node 20.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Emulators for all the files of `builds`, before any of them: two run at a time, and what one registered and took away would
 * be missing in the other. `builds/emulators-down.ts` takes away what was missing.
 */
export default async function up(): Promise<void> {
  Object.assign(globalThis, { releaseEmulators: await emulate(['linux/arm64', 'linux/arm/v7']) });
}

/** Registers the emulators that these platforms need and the kernel has not; returns what takes exactly those away. */
export async function emulate(platforms: readonly string[]): Promise<() => Promise<void>> {
  const missing = missingEmulators(platforms, await emulators());
  if (missing.length > 0) await binfmt('--install', missing.join(','));
  return async () => {
    if (missing.length > 0) await binfmt('--uninstall', missing.join(','));
  };
}

const QEMU: Readonly<Record<string, string>> = { arm64: 'aarch64' };

function missingEmulators(platforms: readonly string[], registered: readonly string[]): string[] {
  const architectures = platforms.map((platform) => platform.split('/')[1] ?? '');
  const foreign = architectures.filter(
    (name) => !['386', process.arch === 'x64' ? 'amd64' : process.arch].includes(name),
  );
  return [...new Set(foreign)].filter((name) => !registered.includes(`qemu-${QEMU[name] ?? name}`));
}

/** Runs the lab's binfmt image; returns its status JSON as text. */
export const binfmt = (...argv: readonly string[]): Promise<string> =>
  run('docker', ['run', '--rm', '--privileged', 'tonistiigi/binfmt:latest', ...argv]).then(({ stdout }) =>
    stdout.trim(),
  );

/** The emulators that the kernel has, by name. */
export async function emulators(): Promise<string[]> {
  const names = await readdir('/proc/sys/fs/binfmt_misc').catch(() => []);
  return names.filter((name) => name.startsWith('qemu-')).sort();
}

import { emulate } from '../support.ts';

/**
 * Emulators for all the builds of this folder, before any of them: two files run at a time, and what one registered and took
 * away would be missing in the other. Returns nothing; `emulators-down.ts` takes away what was missing.
 */
export default async function up(): Promise<void> {
  const release = await emulate(['linux/arm64', 'linux/arm/v7']);
  Object.assign(globalThis, { releaseEmulators: release });
}

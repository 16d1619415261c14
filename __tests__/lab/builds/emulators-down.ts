/** Takes away what `../emulators.ts` registered. */
export default async function down(): Promise<void> {
  await (globalThis as { releaseEmulators?: () => Promise<void> }).releaseEmulators?.();
}

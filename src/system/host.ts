import { normalise, type Platform } from '../platform/platform.ts';

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** The platform of this machine's containers: Linux, whatever the runner's own system is. */
export function hostPlatform(): Platform {
  return normalise({ os: 'linux', architecture: ARCHITECTURES[process.arch] ?? process.arch, variant: '' });
}

import { type Platform, platformOfNode } from '../platform/platform.ts';

/** The platform of this machine's containers: Linux, whatever the runner's own system is. */
export function hostPlatform(): Platform {
  return platformOfNode(process.arch) ?? { os: 'linux', architecture: process.arch, variant: '' };
}

import { anyOf } from '../../model/any-of.ts';
import type { Message } from './messages.ts';

/** What a build may be granted: `network.host`, `device=vendor.com/gpu`. */
const ENTITLEMENT = String.raw`network\.host|security\.insecure|device\S*`;

/** The machine, the engine and the builder. */
export const ENGINE_MESSAGES: readonly Message[] = [
  {
    id: 'disk-full',
    pattern: /no space left on device|disk quota exceeded|You don't have enough free space/i,
    says: 'any',
    title: 'The disk is full',
    cause: 'The builder keeps all layers of all platforms on the disk of the machine it runs on.',
    fix: 'Free space before the build (docker system prune, or remove tools that the runner image brings along), build fewer platforms in one job, or use a runner with a larger disk.',
  },
  {
    id: 'socket-permission',
    pattern: anyOf(
      [
        /permission denied while trying to connect to the docker/,
        // dial unix /var/run/docker.sock: connect: permission denied
        /docker\.sock.*permission denied/,
      ],
      'i',
    ),
    says: 'any',
    title: 'The Docker socket may not be used',
    cause: 'The user of the job is not allowed to open the socket of the Docker engine.',
    fix: 'Add that user to the group docker on a self-hosted runner and start the runner again, or set DOCKER_HOST to an engine it may use.',
  },
  {
    id: 'engine-down',
    pattern: anyOf(
      [/cannot connect to the docker daemon|is the docker daemon running/, /failed to connect to the docker API/],
      'i',
    ),
    says: 'any',
    title: 'The Docker engine does not answer',
    cause: 'No engine listens where DOCKER_HOST or the current docker context points to.',
    fix: 'Start it before this step (on a self-hosted runner: systemctl start docker), or use a Linux runner: the hosted macOS ones have no engine.',
  },
  {
    id: 'docker-driver',
    pattern: anyOf(
      [
        /Multiple platforms feature is currently not supported for docker driver/,
        /Multi-platform build is not supported for the docker driver/,
      ],
      'i',
    ),
    says: 'buildx',
    title: 'This builder cannot build several platforms',
    cause: 'A builder with the driver docker is the engine itself, which keeps images of one platform only.',
    fix: 'Leave out builder and driver, so that a docker-container builder is made for this step, or turn on the containerd image store of the engine.',
  },
  {
    id: 'docker-driver-cache',
    pattern: anyOf(
      [/Cache export is not supported for the docker driver/, /cache export feature is currently not supported/],
      'i',
    ),
    says: 'buildx',
    title: 'This builder cannot write a cache',
    cause: 'A builder with the driver docker exports no cache.',
    fix: 'Leave out builder and driver, so that a docker-container builder is made for this step, or leave out cache-to.',
  },
  {
    id: 'load-list',
    pattern: /docker exporter does not currently support exporting manifest lists/i,
    says: 'buildx',
    title: 'An image of several platforms cannot be loaded',
    cause: 'The image store of this engine keeps one platform of an image.',
    fix: 'Load one platform, push instead, or turn on the containerd image store of the engine.',
  },
  {
    id: 'entitlement',
    // granting entitlement network.host is not allowed by build daemon configuration
    pattern: new RegExp(`(?:granting )?(?:entitlement )?(${ENTITLEMENT}) is not allowed`, 'i'),
    says: 'buildx',
    title: ([, name]) => `The build asks for ${name}, which is not allowed`,
    cause: 'A step wants more rights than builds have; both the build and the builder must grant them.',
    fix: ([, name]) =>
      `Write allow: ${name} and buildkitd-flags: --allow-insecure-entitlement ${name}, if you trust every step of this Dockerfile with it.`,
  },
  {
    id: 'out-of-memory',
    pattern: anyOf(
      [
        /signal: killed|Killed signal terminated program|cannot allocate memory/,
        /JavaScript heap out of memory|virtual memory exhausted/,
        // process "/bin/sh -c make" did not complete successfully: exit code: 137
        /exit code: 137(?!.*cancel)/,
      ],
      'i',
    ),
    says: 'any',
    title: 'A step was killed, most likely for want of memory',
    cause:
      'Exit code 137 is a kill from outside. Several platforms are built at the same time, so their compilers share the memory.',
    fix: 'Build fewer platforms in one job, run fewer compilers at once (make -j2, GOFLAGS=-p=2), set buildkitd-config-inline to [worker.oci] max-parallelism = 1, or use a larger runner.',
  },
];

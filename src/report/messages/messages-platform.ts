import { anyOf } from '../../model/any-of.ts';
import type { Message } from './messages.ts';
import { EMULATOR_MESSAGES } from './messages-emulator.ts';

/** Programs of one platform that meet another. */
export const PLATFORM_MESSAGES: readonly Message[] = [
  {
    id: 'no-emulator',
    pattern: anyOf(
      [
        // exec /bin/sh: exec format error
        /exec (\/(?:usr\/)?bin\/\S*sh)[^\n]*: exec format error/,
        // exec /dev/.buildkit_qemu_emulator: exec format error
        /exec (\/dev\/\.buildkit_qemu_emulator\S*)[^\n]*: exec format error/,
        /Invalid ELF image for this architecture/,
      ],
      'i',
    ),
    says: 'any',
    title: (_, { platform }) => `Programs for ${platform ?? 'this platform'} cannot be started on this machine`,
    cause:
      'Not even the shell of the base image runs: no emulator for its architecture is registered where the builder runs, or the base image is of another architecture than it says.',
    fix: 'Let this action register the emulators (the builder must run on this machine, and privileged containers must be allowed), append a machine of that platform with append, or write strategy: cross where the stages allow it.',
  },
  {
    id: 'wrong-architecture',
    pattern: /exec format error|cannot execute binary file/i,
    says: 'any',
    title: 'A program of another architecture was started',
    cause: 'The step runs a program that was downloaded, copied or built for another platform than the stage is for.',
    fix: 'Pick the download by platform (ARG TARGETARCH, then …-${TARGETARCH}.tar.gz), or copy the program from a stage of the same platform.',
  },
  {
    id: 'wrong-libc',
    pattern: /cannot execute: required file not found|Could not open '\/lib\S*\/ld-\S+'/i,
    says: 'any',
    title: 'A program was built for another C library or architecture than the image has',
    cause:
      'The loader that the program names is not in the image: a program linked against glibc on Alpine, one linked against musl on Debian, or one of another architecture.',
    fix: 'Use the same distribution for the stage that builds and the stage that runs, or link statically.',
  },
  ...EMULATOR_MESSAGES,
  {
    id: 'no-such-platform',
    pattern: /(\S+): no match for platform in manifest/i,
    says: 'buildx',
    title: ([, image], { platform }) => `${image} has no image for ${platform ?? 'one of the platforms'}`,
    cause: 'The base image was not published for every platform that is asked for.',
    fix: 'Look at what it has with docker buildx imagetools inspect, then take that platform out of platforms or pick another base image or tag.',
  },
  {
    id: 'illegal-instruction',
    pattern: /Illegal instruction|exit code: 132\b/,
    says: 'any',
    title: 'A program uses instructions that this processor lacks',
    cause:
      'It was compiled for a newer processor than the platform promises: for linux/arm/v6 with -march=armv7, for linux/amd64 with -march=native.',
    fix: 'Leave -march=native out, set GOARM from TARGETVARIANT, or ask for the platform variant that it was compiled for.',
  },
];

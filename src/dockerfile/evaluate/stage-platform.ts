import { own } from '../../model/own.ts';
import { quoted } from '../../model/text.ts';
import type { Platform } from '../../platform/platform.ts';
import { normalise, samePlatform } from '../../platform/platform.ts';
import type { Dockerfile, EvaluatedStage, EvaluationOptions, Stage } from '../dockerfile.ts';
import { expand } from './expand.ts';
import { globalValues } from './scope.ts';

type StagePlatform = EvaluatedStage['platform'];

/** Architectures under other names, with the variant that these imply (containerd's platforms, normalizeArch). */
const ALIASES: Readonly<Record<string, readonly [architecture: string, variant?: string]>> = {
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  aarch64: ['arm64'],
  i386: ['386', ''],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
};
const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux macos nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const ARCHITECTURES = new Set(
  `386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc
  riscv riscv64 s390 s390x sparc sparc64 wasm`.split(/\s+/),
);
const PART = /^[a-z0-9_.-]+$/;
const SYSTEM = /^([a-z0-9_-]+)(\([a-z0-9_.%+-]*\))?$/;

/**
 * A platform as `FROM --platform` takes it (containerd's platforms.Parse): a system or an architecture alone must be known,
 * behind a system any architecture is taken, `linux/arm32` too, for which no image will be found.
 */
function platformOf(text: string, build: Platform): Platform | undefined {
  const [first = '', ...rest] = text.toLowerCase().split('/');
  const system = SYSTEM.exec(first)?.[1];
  if (system === undefined || rest.length > 2 || rest.some((part) => !PART.test(part))) return undefined;
  const os = system === 'macos' ? 'darwin' : system;
  const [architecture, variant = ''] = rest;
  if (architecture !== undefined) return withNames(os, architecture, variant);
  if (SYSTEMS.has(system)) return { ...build, os };
  const alone = withNames('linux', first, '');
  return ARCHITECTURES.has(alone.architecture) ? alone : undefined;
}

function withNames(os: string, written: string, variant: string): Platform {
  const [architecture, implied] = own(ALIASES, written) ?? [written];
  const named = implied ?? variant;
  const isNumber = /^(arm64|arm)$/.test(architecture) && /^\d/.test(named);
  return normalise({ os, architecture, variant: (isNumber ? `v${named}` : named).replace(/^(v[89])\.0$/, '$1') });
}

/** A platform that nobody asks for, to see whether a value follows the build or the target platform. */
const ELSEWHERE: Platform = { os: 'plan9', architecture: 'none', variant: '' };

/** The platform that a root stage's own `--platform` asks for; scratch always has the target's. */
export function platformOfRoot(
  dockerfile: Dockerfile,
  stage: Stage,
  scratch: boolean,
  options: EvaluationOptions,
): StagePlatform {
  const { platform: written } = stage;
  if (written === undefined || scratch) return { kind: 'target' };
  const value = (changed: Partial<EvaluationOptions>): string | undefined => {
    const values = globalValues(dockerfile, { ...options, ...changed });
    const expansion = expand(written, values, { escape: dockerfile.directives.escape, unset: 'empty' });
    return 'value' in expansion ? expansion.value : undefined;
  };
  const text = value({});
  if (!text) return { kind: 'unknown', why: `--platform=${quoted(written)} has no value` };
  const platform = platformOf(text, options.buildPlatform);
  if (platform === undefined)
    return { kind: 'unknown', why: `--platform=${quoted(written)} is ${quoted(text)}, which is no platform` };
  const followsTarget = value({ platform: ELSEWHERE }) !== text;
  const followsBuild = value({ buildPlatform: ELSEWHERE }) !== text;
  if (followsTarget && samePlatform(platform, options.platform)) return { kind: 'target' };
  if (followsBuild && !followsTarget && samePlatform(platform, options.buildPlatform)) return { kind: 'build' };
  return { kind: 'fixed', platform: normalise(platform) };
}

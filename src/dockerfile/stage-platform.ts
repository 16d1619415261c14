import { own } from '../model/own.ts';
import type { Platform } from '../model/platform.ts';
import { normalise, parsePlatform, samePlatform } from '../model/platform.ts';
import { expand } from './expand.ts';
import { globalValues } from './scope.ts';
import type { Dockerfile, EvaluatedStage, EvaluationOptions, Stage } from './types.ts';

type StagePlatform = EvaluatedStage['platform'];

/** Other words that containerd takes for an architecture. */
const ALIASES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  i386: '386',
  armhf: 'arm/v7',
  armel: 'arm/v6',
};

/** A platform as `FROM --platform` takes it: the OS may be missing, the architecture have another name. */
function platformOf(text: string): Platform | undefined {
  const parts = text.toLowerCase().split('/');
  const [os = '', architecture = '', variant = ''] = parts.length === 1 ? ['linux', ...parts] : parts;
  if (architecture === '') return undefined;
  const [name = '', implied = ''] = (own(ALIASES, architecture) ?? architecture).split('/');
  const platform = { os, architecture: name, variant: variant || implied };
  if (os !== 'linux') return platform;
  const parsed = parsePlatform([os, name, ...(platform.variant === '' ? [] : [platform.variant])].join('/'));
  return 'platform' in parsed ? parsed.platform : undefined;
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
  if (!text) return { kind: 'unknown', why: `--platform=${written} has no value` };
  const platform = platformOf(text);
  if (platform === undefined) return { kind: 'unknown', why: `--platform=${written} is ${text}, which is no platform` };
  const followsTarget = value({ platform: ELSEWHERE }) !== text;
  const followsBuild = value({ buildPlatform: ELSEWHERE }) !== text;
  if (followsTarget && samePlatform(platform, options.platform)) return { kind: 'target' };
  if (followsBuild && !followsTarget && samePlatform(platform, options.buildPlatform)) return { kind: 'build' };
  return { kind: 'fixed', platform: normalise(platform) };
}

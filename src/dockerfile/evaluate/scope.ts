import { own } from '../../model/own.ts';
import { formatPlatform, targetArgs } from '../../platform/platform.ts';
import type { Dockerfile, EvaluationOptions, Instruction } from '../dockerfile.ts';
import { assignments } from '../read/words.ts';
import { expand } from './expand.ts';
import { Names } from './names.ts';

type Values = Readonly<Record<string, string>>;

/** The variables in force at one place. */
export interface Scope {
  /** What a RUN sees: the base's ENV where known, ENV and ARG. */
  readonly values: Names<string>;
  /** What the file's ENV instructions set, which the image keeps. */
  readonly env: Names<string>;
  /** The ENV of the image at this place: the base's where known, and the file's. */
  readonly image: Names<string>;
  /** Set, but to what cannot be told. */
  readonly opaque: Names<true>;
  /** Names of the image's ENV that an ARG of this stage hides. */
  readonly hidden?: Hidden | undefined;
  /** Whether a variable not in `values` is surely unset: the base image's ENV is known. */
  readonly complete: boolean;
}

interface Hidden {
  readonly name: string;
  readonly before: Hidden | undefined;
}

/** What BuildKit sets when neither the base image nor the file does. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** ARGs that BuildKit reads itself and gives no instruction (nonEnvArgs in dockerfile2llb). */
const NOT_IN_RUN = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

/**
 * The values that FROM lines see: the automatic ARGs, then the ARGs before the first FROM.
 * `TARGETSTAGE` is the name of the target, or `default`.
 */
export function globalValues(dockerfile: Dockerfile, options: EvaluationOptions): Values {
  const { escape: mark } = dockerfile.directives;
  const values = automaticArgs(dockerfile, options);
  for (const instruction of dockerfile.globals) {
    for (const { name, value } of assignments(instruction, mark)) {
      const known = own(options.buildArgs, name) ?? globalDefault(value, values, mark);
      if (known !== undefined) values[name] = known;
    }
  }
  return values;
}

/** The ARGs that BuildKit sets itself; a build argument of the same name wins. */
function automaticArgs(dockerfile: Dockerfile, options: EvaluationOptions): Record<string, string> {
  const { platform, buildPlatform: build, buildArgs } = options;
  const values: Record<string, string> = Object.assign(Object.create(null), {
    BUILDPLATFORM: formatPlatform(build),
    BUILDOS: build.os,
    BUILDOSVERSION: '',
    BUILDARCH: build.architecture,
    BUILDVARIANT: build.variant,
    ...targetArgs(platform),
    TARGETOSVERSION: '',
    TARGETSTAGE: options.target || dockerfile.stages.at(-1)?.name || 'default',
  });
  for (const name of Object.keys(values)) values[name] = own(buildArgs, name) ?? values[name] ?? '';
  return values;
}

/** The default of an ARG before the first FROM; undefined when it has none, or none that can be told. */
function globalDefault(value: string | undefined, values: Values, mark: string): string | undefined {
  if (value === undefined) return undefined;
  const expanded = expand(value, values, { escape: mark, unset: 'empty' });
  return 'value' in expanded ? expanded.value : undefined;
}

/** The scope in which a stage begins whose root has this ENV; undefined when it is not known. */
export function rootScope(baseEnv: Values | undefined): Scope {
  const image = Names.of(baseEnv === undefined ? {} : { PATH: DEFAULT_PATH, ...baseEnv });
  return { values: image, env: Names.of(), image, opaque: Names.of(), complete: baseEnv !== undefined };
}

/** The scope in which a stage begins that is FROM a stage which ended in `parent`: ARGs stay, but ENV wins over them again. */
export function childScope(parent: Scope): Scope {
  let { values } = parent;
  for (let one = parent.hidden; one !== undefined; one = one.before) {
    const value = parent.image.get(one.name);
    if (value !== undefined) values = values.with(one.name, value);
  }
  return { ...parent, values, hidden: undefined };
}

/** Expands in a scope; `unset` follows from what is known of the base image. */
export function expandIn(scope: Scope, text: string, mark: string): ReturnType<typeof expand> {
  return expand(text, scope.values, {
    escape: mark,
    unset: scope.complete ? 'empty' : 'unknown',
    opaque: scope.opaque,
  });
}

/** The scope after an instruction: ENV and ARG change it, and the later of the two wins, as in BuildKit. */
export function after(scope: Scope, instruction: Instruction, globals: Values, buildArgs: Values, mark: string): Scope {
  if (instruction.keyword === 'ARG') return afterArg(scope, instruction, globals, buildArgs, mark);
  return instruction.keyword === 'ENV' ? afterEnv(scope, instruction, mark) : scope;
}

function afterArg(scope: Scope, instruction: Instruction, globals: Values, buildArgs: Values, mark: string): Scope {
  let next = scope;
  for (const { name, value } of assignments(instruction, mark)) {
    if (NOT_IN_RUN.has(name)) continue;
    const given = own(buildArgs, name) ?? (value === undefined ? own(globals, name) : undefined);
    if (given !== undefined) next = set(next, name, { value: given });
    else if (value !== undefined) next = set(next, name, expandIn(next, value, mark));
  }
  return next;
}

function afterEnv(scope: Scope, instruction: Instruction, mark: string): Scope {
  let next = scope;
  for (const { name, value = '' } of assignments(instruction, mark)) {
    const key = expandIn(scope, name, mark);
    // Every value of one ENV is expanded with what was set before it.
    if ('value' in key) next = set(next, key.value, expandIn(scope, value, mark), true);
  }
  return next;
}

function set(scope: Scope, name: string, expansion: ReturnType<typeof expand>, isEnv = false): Scope {
  const known = 'value' in expansion;
  const change = (names: Names<string>): Names<string> =>
    known ? names.with(name, expansion.value) : names.without(name);
  const opaque = known ? scope.opaque.without(name) : scope.opaque.with(name, true);
  const values = change(scope.values);
  if (isEnv) return { ...scope, opaque, values, env: change(scope.env), image: change(scope.image) };
  const hidden = scope.image.has(name) ? { name, before: scope.hidden } : scope.hidden;
  return { ...scope, opaque, values, hidden };
}

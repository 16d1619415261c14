import { parseArgs } from 'node:util';
import type { Problem } from '../model/problem.ts';
import { nearest } from '../model/suggest.ts';

export const USAGE = `crossbuild plan [Dockerfile]      what would be done for each stage and platform, and why
crossbuild rewrite [Dockerfile]   the Dockerfile to build with, on standard output; - reads it from standard input

  --platform linux/arm64,…   platforms to build (default linux/amd64,linux/arm64)
  --target STAGE             stage to build
  --build-arg NAME=value     build argument, may be repeated
  --build-context NAME=what  named context, may be repeated
  --cross-packages NAME      library for the target that cannot be seen, may be repeated
  --strategy WHAT            auto, cross, accelerate or emulate, also linux/arm/v7=emulate
  --no-look                  ask no registry about base images; else docker does, where it is installed
  --json                     the plan as JSON, and what is wrong too
  --version                  the version of Crossbuild
  --help                     this text
`;

const VERBS = ['plan', 'rewrite'] as const;
export type Verb = (typeof VERBS)[number];

/** Options with a value, and the input of the action that each gives. */
export const INPUT_OF: Readonly<Record<string, string>> = {
  platform: 'platforms',
  target: 'target',
  'build-arg': 'build-args',
  'build-context': 'build-contexts',
  'cross-packages': 'cross-packages',
  strategy: 'strategy',
};
const SWITCHES = ['no-look', 'json', 'version', 'help'];
const NAMES = [...Object.keys(INPUT_OF), ...SWITCHES];

/** What the command line asks for. */
export interface Asked {
  /** Undefined when nothing was asked for. */
  readonly verb: Verb | undefined;
  readonly file: string;
  /** Every value of an option, in order. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly json: boolean;
  /** Whether registries may be asked about base images. */
  readonly look: boolean;
  readonly version: boolean;
  readonly help: boolean;
  /** What cannot be understood: the command was written wrongly. */
  readonly problems: readonly Problem[];
}

export function readCommand(args: readonly string[]): Asked {
  const { tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, string[]> = {};
  const words: string[] = [];
  const switches = new Set<string>();
  const problems: Problem[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const problem = optionProblem(token);
    if (problem !== undefined) problems.push(problem);
    else if (token.value === undefined) switches.add(token.name);
    else values[token.name] = [...(values[token.name] ?? []), token.value];
  }
  // with an unknown option, what follows may be its value
  if (problems.length === 0) problems.push(...wordProblems(words));
  const [verb, file = 'Dockerfile'] = words;
  const asked = (name: string): boolean => switches.has(name);
  return {
    verb: VERBS.find((one) => one === verb),
    file,
    values,
    json: asked('json'),
    look: !asked('no-look'),
    version: asked('version'),
    help: asked('help'),
    problems,
  };
}

const OPTIONS = {
  ...Object.fromEntries(Object.keys(INPUT_OF).map((name) => [name, { type: 'string', multiple: true } as const])),
  ...Object.fromEntries(SWITCHES.map((name) => [name, { type: 'boolean' } as const])),
  help: { type: 'boolean', short: 'h' },
} as const;

function optionProblem(token: {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}): Problem | undefined {
  const { name, rawName, value, inlineValue } = token;
  if (!NAMES.includes(name)) {
    const near = nearest(name, NAMES);
    return {
      what: `there is no option ${rawName}`,
      why: `the options are ${NAMES.map((one) => `--${one}`).join(', ')}`,
      instead: near === undefined ? 'crossbuild --help says what each is for' : `write --${near}`,
    };
  }
  if (SWITCHES.includes(name)) {
    if (value === undefined) return undefined;
    return { what: `${rawName} takes no value`, why: `${value} was given`, instead: `write ${rawName} alone` };
  }
  if (value !== undefined && (inlineValue === true || value === '-' || !value.startsWith('-'))) return undefined;
  return {
    what: `${rawName} has no value`,
    why: value === undefined ? 'it is the last word' : `${value} follows it, which is an option`,
    instead: `write ${rawName}=value`,
  };
}

function wordProblems([verb, , ...more]: readonly string[]): Problem[] {
  if (verb === undefined) return [];
  if (!VERBS.some((one) => one === verb)) {
    const near = nearest(verb, VERBS);
    const file = /[/.]|dockerfile/i.test(verb);
    const help = near === undefined ? 'crossbuild --help says what each does' : `write crossbuild ${near}`;
    return [
      {
        what: `there is no command ${verb}`,
        why: `the commands are ${VERBS.join(' and ')}`,
        instead: file ? `write crossbuild plan ${verb}` : help,
      },
    ];
  }
  if (more.length === 0) return [];
  return [
    {
      what: `${more.join(' ')} is one word too many`,
      why: 'one Dockerfile is read at a time',
      instead: 'call crossbuild once for each',
    },
  ];
}

import { parseArgs } from 'node:util';
import { type Inputs, readInputs } from '../inputs.ts';
import { formatPlatform } from '../model/platform.ts';
import { UserError } from '../model/problem.ts';
import { makePlan, planJson } from '../plan/plan.ts';
import type { Facts, Plan } from '../plan/types.ts';
import { explainPlan } from '../report/explain.ts';
import { createFiles } from '../system/files.ts';
import { hostPlatform } from '../system/host.ts';

const USAGE = `crossbuild plan [Dockerfile]      what would be done for each stage and platform, and why
crossbuild rewrite [Dockerfile]   the Dockerfile to build with, on standard output; - reads it from standard input

  --platform linux/arm64,…   platforms to build (default linux/amd64,linux/arm64)
  --target STAGE             stage to build
  --build-arg NAME=value     build argument, may be repeated
  --build-context NAME=what  named context, may be repeated
  --cross-packages NAME      library for the target that cannot be seen, may be repeated
  --strategy WHAT            auto, cross, accelerate or emulate, also linux/arm/v7=emulate
  --json                     the plan as JSON
`;

/** The engine outside of Actions: needs no Docker, changes nothing. Resolves with the exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const [verb, file = 'Dockerfile'] = positionals;
    if (values.help || (verb !== 'plan' && verb !== 'rewrite')) {
      process.stdout.write(USAGE);
      return values.help ? 0 : 2;
    }
    const { plan, inputs } = await planFor(file, values);
    process.stdout.write(
      verb === 'rewrite' ? plan.dockerfile.text : values.json ? `${planJson(plan)}\n` : explainPlan(plan),
    );
    if (verb === 'rewrite' && plan.dockerfile.secrets.length > 0) process.stderr.write(hint(inputs, plan));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

const OPTIONS = {
  platform: { type: 'string', multiple: true },
  target: { type: 'string' },
  'build-arg': { type: 'string', multiple: true },
  'build-context': { type: 'string', multiple: true },
  'cross-packages': { type: 'string', multiple: true },
  strategy: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface Values {
  readonly platform?: readonly string[];
  readonly target?: string;
  readonly 'build-arg'?: readonly string[];
  readonly 'build-context'?: readonly string[];
  readonly 'cross-packages'?: readonly string[];
  readonly strategy?: readonly string[];
}

async function planFor(file: string, values: Values): Promise<{ plan: Plan; inputs: Inputs }> {
  const { inputs, problems } = readInputs({
    INPUT_PLATFORMS: (values.platform ?? ['linux/amd64,linux/arm64']).join('\n'),
    INPUT_STRATEGY: (values.strategy ?? ['auto']).join('\n'),
    'INPUT_BUILD-ARGS': (values['build-arg'] ?? []).join('\n'),
    'INPUT_BUILD-CONTEXTS': (values['build-context'] ?? []).join('\n'),
    'INPUT_CROSS-PACKAGES': (values['cross-packages'] ?? []).join('\n'),
    INPUT_TARGET: values.target,
  });
  if (problems.length > 0) throw new UserError(problems);
  const text = file === '-' ? await standardInput() : await createFiles(process.env).read(file);
  if (text === undefined)
    throw new UserError({
      what: `there is no Dockerfile at ${file}`,
      instead: 'name it: crossbuild plan path/to/Dockerfile',
    });
  const facts: Facts = {
    host: hostPlatform(),
    dockerfile: { path: file === '-' ? 'Dockerfile' : file, text },
    bases: {},
  };
  return { plan: makePlan(inputs, facts), inputs };
}

async function standardInput(): Promise<string> {
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const part of process.stdin) text += String(part);
  return text;
}

function hint({ platforms }: Inputs, plan: Plan): string {
  const values = plan.dockerfile.secrets.map(({ env, value }) => `${env}=${value}`).join(' ');
  const flags = plan.dockerfile.secrets.map(({ id, env }) => `--secret id=${id},env=${env}`).join(' ');
  const names = platforms.map(formatPlatform).join(',');
  return `build it with: ${values} docker buildx build ${flags} --platform ${names} -f - .\n`;
}

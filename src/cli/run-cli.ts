import { readDockerfile } from '../dockerfile/read/read.ts';
import type { Facts } from '../facts/facts.ts';
import { type Inputs, readInputs } from '../inputs/inputs.ts';
import { type Problem, refuse, UserError } from '../model/problem.ts';
import { unaskedBases, unknownBases } from '../plan/bases/unknown-bases.ts';
import { joinedArgs } from '../plan/checks/joined-args.ts';
import { makePlan, planJson } from '../plan/plan.ts';
import type { Plan } from '../plan/plan-types.ts';
import { formatPlatform } from '../platform/platform.ts';
import { explainPlan } from '../report/explain.ts';
import { hostPlatform } from '../system/host.ts';
import { VERSION } from '../version.ts';
import { look } from './look.ts';
import { type Asked, INPUT_OF, readCommand, USAGE, type Verb } from './options.ts';
import { readText } from './read-dockerfile.ts';

/** Exit codes: what was asked for cannot be done, and what was asked for cannot be understood. */
const FAILED = 1;
const MISUSED = 2;

/** The engine outside of Actions: needs no Docker, asks it about base images where it is there, changes nothing. Resolves with the exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', exceptClosed);
  const asked = readCommand(args);
  if (asked.problems.length > 0) return complain(asked, asked.problems, MISUSED);
  if (asked.version) return say(`${VERSION}\n`);
  if (asked.help) return say(USAGE);
  const { verb } = asked;
  if (verb === undefined) {
    if (asked.json) return complain(asked, [NOTHING_ASKED], MISUSED);
    process.stdout.write(USAGE);
    return MISUSED;
  }
  try {
    return await answer(verb, asked);
  } catch (error) {
    return complain(asked, error instanceof UserError ? error.problems.map(asOption) : [ownFailure(error)], FAILED);
  }
}

/** Whoever reads may have seen enough, as `head` does. */
function exceptClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

const NOTHING_ASKED: Problem = { what: 'no command was given', instead: 'write crossbuild plan or crossbuild rewrite' };

async function answer(verb: Verb, asked: Asked): Promise<number> {
  const { plan, inputs, warnings } = await planFor(verb, asked);
  refuse(plan.problems);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  if (verb === 'plan') return say(asked.json ? `${planJson(plan)}\n` : explainPlan(plan));
  if (plan.dockerfile.secrets.length > 0) process.stderr.write(hint(inputs, plan));
  return say(plan.dockerfile.text);
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** A person reads standard error; a program that asked for JSON gets it where it reads the plan. */
function complain({ json }: Asked, problems: readonly Problem[], code: number): number {
  process.stderr.write(`${new UserError(problems).message}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ errors: problems.map(flat) })}\n`);
  return code;
}

function flat({ at, ...problem }: Problem): object {
  return at === undefined ? problem : { ...problem, file: at.file, line: at.line };
}

function ownFailure(error: unknown): Problem {
  return {
    what: `Crossbuild itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    instead: 'report it with the Dockerfile',
  };
}

/** The inputs of the action are options here. */
function asOption(problem: Problem): Problem {
  const option = optionOf(problem.input);
  return option === undefined ? problem : { ...problem, input: option };
}

function optionOf(input: string | undefined): string | undefined {
  const option = Object.keys(INPUT_OF).find((name) => INPUT_OF[name] === input);
  return option === undefined ? undefined : `--${option}`;
}

/** A warning that begins with the name of an input. */
function withOption(warning: string): string {
  return warning.replace(/^[\w-]+(?=: )/, (input) => optionOf(input) ?? input);
}

interface Planned {
  readonly plan: Plan;
  readonly inputs: Inputs;
  readonly warnings: readonly string[];
}

async function planFor(verb: Verb, { file, values, look: mayLook }: Asked): Promise<Planned> {
  const given = { platform: ['linux/amd64,linux/arm64'], strategy: ['auto'], ...values };
  const { inputs, problems } = readInputs(
    Object.fromEntries(
      Object.entries(given).map(([name, lines]) => [`INPUT_${INPUT_OF[name]?.toUpperCase()}`, lines.join('\n')]),
    ),
  );
  if (problems.length > 0) throw new UserError(problems);
  const text = await readText(verb, file);
  const dockerfile = { path: file === '-' ? 'Dockerfile' : file, text };
  const facts: Facts = {
    host: hostPlatform(),
    dockerfile,
    bases: mayLook && unknownBases(dockerfile, inputs).length > 0 ? await look(dockerfile, inputs) : {},
  };
  const plan = makePlan(inputs, facts);
  return {
    plan,
    inputs,
    warnings: [
      ...joinedArgs(readDockerfile(text, dockerfile.path), inputs.buildArgs).map(withOption),
      ...(mayLook ? unaskedBases(dockerfile, inputs) : []),
    ],
  };
}

function hint({ platforms }: Inputs, plan: Plan): string {
  const values = plan.dockerfile.secrets.map(({ env, value }) => `${env}=${value}`).join(' ');
  const flags = plan.dockerfile.secrets.map(({ id, env }) => `--secret id=${id},env=${env}`).join(' ');
  const names = platforms.map(formatPlatform).join(',');
  return `build it with: ${values} docker buildx build ${flags} --platform ${names} -f - .\n`;
}

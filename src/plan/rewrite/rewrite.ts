import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import { applyEdits, type Edit, unifiedDiff } from '../../dockerfile/edit/edit.ts';
import type { Platform } from '../../platform/platform.ts';
import { secrets, textOf } from '../../toolchain/accelerate/index.ts';
import type { SecretEnv } from '../../toolchain/secret-env.ts';
import type { Decision } from '../choose-strategy.ts';
import type { DockerfilePlan } from '../plan-types.ts';
import { accelerate } from './acceleration.ts';
import { inCaseOf, linesInCaseOf } from './casing.ts';
import { cross } from './cross-stages.ts';
import { headOf } from './head.ts';

/** What every requested platform's stages get. */
export interface PlatformDecisions {
  readonly platform: Platform;
  readonly decisions: readonly Decision[];
}

export interface RewriteOptions {
  /** Extra libraries for the target, in cross stages. */
  readonly crossPackages: readonly string[];
  /** Whether the frontend has heredocs; default true. */
  readonly heredocs?: boolean;
}

/**
 * Writes the decisions into the Dockerfile: mounts in front of the steps that get native tools, a pinned base and
 * a set-up step for cross stages, and the stages that make the tools before the first FROM. Everything is spliced
 * in by position; no other byte changes, except numbers in `COPY --from=`, which count stages.
 */
export function rewrite(
  dockerfile: Dockerfile,
  platforms: readonly PlatformDecisions[],
  options: RewriteOptions,
): DockerfilePlan {
  const acceleration = accelerate(platforms);
  const crossing = cross(dockerfile, platforms);
  const edits = [...acceleration.edits, ...crossing.edits];
  if (edits.length === 0) return unchanged(dockerfile);
  const head = headOf({ dockerfile, platforms, tools: acceleration.stages, choices: crossing.stages, options });
  const count = head.flat().filter((one) => one.startsWith('FROM ')).length;
  const text = head.map((stages) => `${textOf(inCaseOf(dockerfile, stages))}\n`).join('');
  const start = dockerfile.stages[0]?.from.span.start ?? 0;
  const cased = edits.map((edit) => ({ ...edit, insert: linesInCaseOf(dockerfile, edit.insert) }));
  const visible = [...cased, ...renumbering(dockerfile, count)];
  const whole = applyEdits(dockerfile.text, [{ at: start, insert: text, verbatim: true }, ...visible]);
  const lines = text.split('\n').length - 1;
  return {
    text: whole.text,
    changed: true,
    diff: `${unifiedDiff(dockerfile.text, visible, 'Dockerfile')}\n(and ${count === 1 ? 'a stage' : `${count} stages`} before the first FROM for the tools: ${lines} lines)`,
    userLine: (line) => {
      const found = whole.lineMap(line);
      return 'inserted' in found ? { line: found.after, inserted: true } : { line: found.line, inserted: false };
    },
    secrets: secretsFor(dockerfile, acceleration.secrets),
    insertedStages: count,
  };
}

/** The user's own text. One that a former run wrote still asks for its secrets. */
function unchanged(dockerfile: Dockerfile): DockerfilePlan {
  return {
    text: dockerfile.text,
    changed: false,
    diff: '',
    userLine: (line) => ({ line, inserted: false }),
    secrets: secretsFor(dockerfile, new Set()),
    insertedStages: 0,
  };
}

/** The values that are asked for: by what was put in, or in the user's own file by what a former run put in. */
function secretsFor({ stages }: Dockerfile, asked: ReadonlySet<SecretEnv>): readonly SecretEnv[] {
  const flags = stages.flatMap(({ instructions }) => instructions.flatMap((one) => one.flags));
  const written = new Set(flags.filter(({ name }) => name === 'mount').map(({ value }) => value));
  return secrets.filter((one) => asked.has(one) || written.has(`type=secret,id=${one.id},env=${one.env}`));
}

/** Inserted stages come first, so every stage number that the user wrote moves up by their count. Only COPY takes numbers. */
function renumbering(dockerfile: Dockerfile, count: number): Edit[] {
  return dockerfile.stages.flatMap(({ instructions }) =>
    instructions
      .filter(({ keyword }) => keyword === 'COPY')
      .flatMap(({ flags }) => flags)
      .filter(({ name, value }) => name === 'from' && /^[+-]?\d+$/.test(value))
      .map(({ value, span }) => ({
        at: span.start,
        remove: span.end - span.start,
        insert: `--from=${Number(value) + count}`,
      })),
  );
}

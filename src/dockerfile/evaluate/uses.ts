import { parse } from 'csv-parse/sync';
import { memo } from '../../model/memo.ts';
import { UserError } from '../../model/problem.ts';
import { quoted } from '../../model/text.ts';
import type { Dockerfile, Evaluated, EvaluatedStage, Instruction, Use } from '../dockerfile.ts';
import { heredocMark } from '../read/heredoc.ts';
import { pathsOf } from '../read/words.ts';
import { resolveFrom } from './resolve.ts';
import type { Scope } from './scope.ts';
import { expandIn } from './scope.ts';

/** A `--mount` of a RUN as key → value, keys lower case; a key without `=` has the value `''`. */
export function mountOf(value: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fieldsOf(value).map((field) => {
      const equals = field.indexOf('=');
      return equals < 0 ? [field.toLowerCase(), ''] : [field.slice(0, equals).toLowerCase(), field.slice(equals + 1)];
    }),
  );
}

/** The fields of a line of CSV. */
function fieldsOf(value: string): readonly string[] {
  // there are many mounts, and hardly any is quoted
  if (/^[^"\r\n]+$/.test(value)) return value.split(',');
  try {
    return (parse(value, { relax_quotes: true }) as string[][])[0] ?? [];
  } catch {
    // Docker refuses a quote that does not close, and says so better than we could.
    return [];
  }
}

/** What a stage's COPY takes from elsewhere, by its instruction. */
export const copiesOf = memo(
  ({ uses }: EvaluatedStage): ReadonlyMap<Instruction, Use> =>
    new Map(uses.flatMap((use) => (use.how === 'copy' ? [[use.instruction, use] as const] : []))),
);

/** What takes files from a stage. */
export interface Consumer {
  readonly stage: EvaluatedStage;
  readonly use: Use;
}

/** What other stages take from each stage, by its index, in the order of the file. */
export const consumersOf = memo(({ stages }: Evaluated): ReadonlyMap<number, readonly Consumer[]> => {
  const found = new Map<number, Consumer[]>();
  for (const stage of stages)
    for (const use of stage.uses) {
      if (use.from.kind !== 'stage') continue;
      const before = found.get(use.from.index) ?? [];
      before.push({ stage, use });
      found.set(use.from.index, before);
    }
  return found;
});

/** What an instruction takes from other stages, images and named contexts. */
export function usesOf(
  dockerfile: Dockerfile,
  instruction: Instruction,
  scope: Scope,
  contexts: Readonly<Record<string, string>>,
): Use[] {
  if (instruction.keyword === 'COPY') return copyUse(dockerfile, instruction, scope, contexts);
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.flatMap(({ name, value }): Use[] => {
    if (name !== 'mount') return [];
    const mount = mountOf(value);
    if (!mount.from) return [];
    const from = resolveFrom(dockerfile, mount.from, contexts, false);
    const path = mount.source ?? mount.src ?? '/';
    return from === undefined ? [] : [{ how: 'mount', from, paths: [expanded(path, scope, dockerfile)], instruction }];
  });
}

function copyUse(
  dockerfile: Dockerfile,
  instruction: Instruction,
  scope: Scope,
  contexts: Readonly<Record<string, string>>,
): Use[] {
  const name = instruction.flags.findLast((flag) => flag.name === 'from')?.value;
  if (name === undefined || name === '') return [];
  const from = resolveFrom(dockerfile, name, contexts, true);
  if (from === undefined) {
    const last = dockerfile.stages.length - 1;
    throw new UserError({
      what: `COPY --from=${quoted(name)} names no stage`,
      why: `the stages are numbered 0 to ${last}`,
      instead: 'name the stage with FROM … AS <name> and copy from that name',
      at: { file: dockerfile.file ?? 'Dockerfile', line: instruction.span.line },
    });
  }
  const sources = pathsOf(instruction).slice(0, -1);
  const paths = sources.filter((source) => heredocMark(source) === undefined);
  return [{ how: 'copy', from, paths: paths.map((path) => expanded(path, scope, dockerfile)), instruction }];
}

/** A path with its variables, as far as they are known; else as written. */
function expanded(path: string, scope: Scope, { directives }: Dockerfile): string {
  const expansion = expandIn(scope, path, directives.escape);
  return 'value' in expansion ? expansion.value : path;
}

import { groupBy } from '../../model/group.ts';
import { type Instructions, STAGE_PREFIX } from '../../toolchain/accelerate/index.ts';
import { type MadeStage, SERIES, type ToolUse } from '../native-tools/native-tool.ts';

type Series = (typeof SERIES)[number];

/** A stage that makes tools, with all that steps ask of it. */
export interface ToolStage {
  readonly series: Series;
  readonly name: string;
  readonly made: MadeStage;
  readonly parts: ReadonlySet<string>;
}

/** The tools of a step, and the stage that makes them. */
export interface Asked {
  readonly stage: string;
  readonly uses: readonly ToolUse[];
}

/** Gathers the stages that make tools, numbered in the order in which steps ask for them. */
export class ToolStages {
  readonly #stages = new Map<string, ToolStage & { readonly parts: Set<string> }>();
  readonly #counts = new Map<Series, number>();

  /** The stages for the tools of one step. */
  ask(uses: readonly ToolUse[]): readonly Asked[] {
    const groups = groupBy(uses, ({ made }) => made.key);
    return [...groups.values()].map((group) => ({ stage: this.#stageFor(group), uses: group }));
  }

  /** In the order in which they stand in the file. */
  all(): readonly ToolStage[] {
    const stages = [...this.#stages.values()];
    return SERIES.flatMap((series) => stages.filter((one) => one.series === series));
  }

  #stageFor(uses: readonly ToolUse[]): string {
    const [{ made } = { made: undefined }] = uses;
    if (made === undefined) throw new Error('no tools, no stage');
    const parts = new Set(uses.flatMap((use) => use.made.parts));
    const series = made.series(parts);
    const key = `${series} ${made.key}`;
    const stage = this.#stages.get(key) ?? { series, name: this.#nextName(series), made, parts: new Set<string>() };
    for (const part of parts) stage.parts.add(part);
    this.#stages.set(key, stage);
    return stage.name;
  }

  #nextName(series: Series): string {
    const number = (this.#counts.get(series) ?? 0) + 1;
    this.#counts.set(series, number);
    return `${STAGE_PREFIX}${series}-${number}`;
  }
}

/** The instructions of a stage that makes tools. */
export function instructionsOf({ name, made, parts }: ToolStage): Instructions {
  return made.instructions(name, parts);
}

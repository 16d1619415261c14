import { formatBytes, formatSeconds } from '../model/format.ts';
import { plainText } from '../model/text.ts';
import type { ProgressOptions } from './progress.ts';
import { failureMessage, wasCancelled } from './progress-failure.ts';
import { stageLabel } from './progress-names.ts';
import type { RawStatus } from './progress-stream.ts';
import type { Vertex } from './progress-vertex.ts';

/** What is shown of a headline; the rest of a long command is in the Dockerfile. */
const HEADLINE = 200;

/** Work that says nothing to a reader of the log unless it takes this long. */
const NOTABLE_MS = 1000;

/**
 * The log: a headline per step with its number, its output with the step in front of every line, since steps of several
 * platforms write at the same time, and how it ended.
 */
export class ProgressLog {
  readonly #options: ProgressOptions;
  readonly #labels = new Map<string, string>();
  #numbers = 0;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** After an update of the vertex itself. */
  vertex(vertex: Vertex): string {
    if (vertex.started === undefined) return '';
    if (vertex.completed === undefined) return isLoud(vertex) ? this.#head(vertex) : '';
    if (vertex.endShown === vertex.started) return '';
    const again = vertex.endShown !== undefined;
    vertex.endShown = vertex.started;
    const rest = this.output(vertex, vertex.rest());
    const short = vertex.durationMs < NOTABLE_MS;
    const silent = short && (again || (vertex.number === undefined && !isLoud(vertex)));
    if (vertex.error === undefined && silent) return rest;
    return rest + this.#end(vertex);
  }

  output(vertex: Vertex, lines: readonly string[]): string {
    if (lines.length === 0) return '';
    return this.#head(vertex) + lines.map((line) => this.#line(vertex, line)).join('');
  }

  status(vertex: Vertex, status: RawStatus): string {
    if (vertex.isFrom) return vertex.bytes === 0 ? '' : this.#head(vertex);
    if (vertex.step !== undefined || isHidden(vertex.name) || status.completed === undefined) return '';
    const ms = Date.parse(status.completed) - Date.parse(status.started ?? status.completed);
    return ms < NOTABLE_MS ? '' : this.output(vertex, [`${plainText(status.id)} ${formatSeconds(ms)}`]);
  }

  #head(vertex: Vertex): string {
    if (vertex.number !== undefined) return '';
    this.#numbers++;
    vertex.number = this.#numbers;
    return `#${vertex.number} ${this.#headline(vertex)}\n`;
  }

  #headline({ name, step }: Vertex): string {
    if (step === undefined) return plainText(name);
    const where = [step.where, this.#stage(step.stage), step.position].filter((part) => part !== '').join(' ');
    const text = plainText(step.instruction.replace(/\s+/g, ' '));
    return `[${where}] ${text.length > HEADLINE ? `${text.slice(0, HEADLINE)}…` : text}`;
  }

  #end(vertex: Vertex): string {
    const { error, cached, durationMs, bytes } = vertex;
    if (error !== undefined && wasCancelled(error)) return this.#last(vertex, 'STOPPED, as another step had failed');
    if (error !== undefined) return this.#last(vertex, `ERROR ${failureMessage(error)}`);
    if (cached) return this.#last(vertex, 'CACHED');
    return this.#last(vertex, `DONE ${formatSeconds(durationMs)}${bytes === 0 ? '' : `, ${formatBytes(bytes)}`}`);
  }

  /** On the headline's own line when that was not shown yet. */
  #last(vertex: Vertex, text: string): string {
    const head = this.#head(vertex);
    return head === '' ? this.#line(vertex, text) : `${head.trimEnd()} ${text}\n`;
  }

  #line(vertex: Vertex, text: string): string {
    const { step } = vertex;
    const from =
      step === undefined
        ? []
        : [step.platform.replace(/^linux\//, ''), this.#stage(step.stage), step.position].filter((part) => part !== '');
    return `${[`#${vertex.number}`, ...from].join(' ')} | ${text}\n`;
  }

  /** Of every line that is shown, and each time the whole Dockerfile would be looked through. */
  #stage(stage: string): string {
    const known = this.#labels.get(stage);
    if (known !== undefined) return known;
    const label = stageLabel(stage, this.#options.insertedStages ?? 0, this.#options.userText);
    this.#labels.set(stage, label);
    return label;
  }
}

/** Whether a vertex is announced when it starts. */
function isLoud(vertex: Vertex): boolean {
  return !vertex.isFrom && !isHidden(vertex.name);
}

function isHidden(name: string): boolean {
  return /^\[(\S+ )?(internal|auth)\]|^resolving provenance/.test(name);
}

import { plainText, shortened } from '../model/text.ts';
import { parseStepName, type StepName } from './progress-names.ts';
import { type RawLog, type RawStatus, type RawVertex, StepOutput } from './progress-stream.ts';

/** How many lines of a step's output are kept for a report. */
const LAST_LINES = 20;

/** How much of such a line. */
const LONGEST = 4000;

/** One vertex of the build as it is known so far. BuildKit may start one again: the last start counts. */
export class Vertex {
  readonly name: string;
  /** The step of a Dockerfile that it is; undefined when it is none. */
  step: StepName | undefined;
  /** The digests of the vertices whose results it uses. */
  readonly inputs: readonly string[];
  /** Milliseconds since the epoch, by the builder's clock. */
  started: number | undefined;
  completed: number | undefined;
  cached = false;
  error: string | undefined;
  /** The end of what it wrote, without terminal sequences. */
  readonly lastLines: string[] = [];
  /** Its number in the log; undefined until it has been shown. */
  number: number | undefined;
  /** The start whose end has been shown. */
  endShown: number | undefined;
  readonly #output = new StepOutput();
  readonly #sizes = new Map<string, number>();

  constructor({ name, inputs = [] }: RawVertex) {
    this.name = name;
    this.inputs = inputs;
    this.step = parseStepName(name);
  }

  update({ started, completed, cached, error }: RawVertex): void {
    const start = time(started);
    if (start !== undefined && start !== this.started) {
      this.started = start;
      this.completed = undefined;
      this.error = undefined;
      this.cached = false;
    }
    this.completed = time(completed) ?? this.completed;
    this.cached = cached ?? this.cached;
    this.error = error === undefined || error === '' ? this.error : error;
  }

  /** Takes output; returns the lines that are whole now. */
  log(raw: RawLog): string[] {
    return this.#keep(this.#output.add(raw));
  }

  /** Lines without an end, once nothing more is to come. */
  rest(): string[] {
    return this.#keep(this.#output.flush());
  }

  transfer({ id, total, current }: RawStatus): void {
    const size = Math.max(total ?? 0, current ?? 0);
    if (size > 0) this.#sizes.set(id, size);
  }

  /** How many bytes were transferred, as far as it was told. */
  get bytes(): number {
    return [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
  }

  get durationMs(): number {
    return this.started === undefined || this.completed === undefined ? 0 : Math.max(0, this.completed - this.started);
  }

  /** Whether it only names a base image. */
  get isFrom(): boolean {
    return /^FROM\s/i.test(this.step?.instruction ?? '');
  }

  #keep(lines: string[]): string[] {
    for (const line of lines.slice(-LAST_LINES)) this.lastLines.push(shortened(plainText(line), LONGEST));
    this.lastLines.splice(0, Math.max(0, this.lastLines.length - LAST_LINES));
    return lines;
  }
}

function time(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

import type { BuildRecord, ProgressOptions } from './progress.ts';
import { ExcerptReader, type RawExcerpt, renderExcerpt, type UserPlace, userExcerpt } from './progress-failure.ts';
import { ProgressLog } from './progress-log.ts';
import { withoutInjected } from './progress-names.ts';
import { buildRecord } from './progress-record.ts';
import type { RawWarning, StatusLine } from './progress-stream.ts';
import { assignTools } from './progress-tools.ts';
import { Vertex } from './progress-vertex.ts';

/** Takes the lines of a build one by one, gives back what is to be shown, and knows at the end what happened. */
export class ProgressState {
  readonly #options: ProgressOptions;
  readonly #log: ProgressLog;
  readonly #vertices = new Map<string, Vertex>();
  readonly #warnings: RawWarning[] = [];
  readonly #texts: string[] = [];
  readonly #excerpts = new ExcerptReader();
  #place: UserPlace | undefined;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#log = new ProgressLog(options);
  }

  status({ vertexes = [], statuses = [], logs = [], warnings = [] }: StatusLine): string {
    for (const warning of warnings) this.#warnings.push(warning);
    const before = this.#vertices.size;
    const known = vertexes.map((raw) => {
      const vertex = this.#vertices.get(raw.digest) ?? new Vertex(raw);
      this.#vertices.set(raw.digest, vertex);
      return { raw, vertex };
    });
    if (this.#vertices.size > before) assignTools(this.#vertices);
    const log = this.#log;
    const written = logs.map((raw) => this.#of(raw.vertex, (vertex) => log.output(vertex, vertex.log(raw))));
    const moved = statuses.map((raw) =>
      this.#of(raw.vertex, (vertex) => {
        vertex.transfer(raw);
        return log.status(vertex, raw);
      }),
    );
    const changed = known.map(({ raw, vertex }) => {
      vertex.update(raw);
      return log.vertex(vertex);
    });
    return [...written, ...moved, ...changed].join('');
  }

  /** A line that is no JSON; an excerpt is shown with the user's own lines and numbers. */
  text(line: string): string {
    const { excerpt, text } = this.#excerpts.add(line);
    for (const one of text) this.#texts.push(one);
    const shown = text.filter((one) => !/^View build details: /.test(one));
    return (
      shown.map((one) => `${withoutInjected(one)}\n`).join('') + (excerpt === undefined ? '' : this.#show(excerpt))
    );
  }

  record(): BuildRecord {
    for (const one of this.#excerpts.flush()) this.#texts.push(one);
    for (const vertex of this.#vertices.values()) vertex.rest();
    return buildRecord(
      { vertices: [...this.#vertices.values()], warnings: this.#warnings, texts: this.#texts, place: this.#place },
      this.#options,
    );
  }

  #of(digest: string, body: (vertex: Vertex) => string): string {
    const vertex = this.#vertices.get(digest);
    return vertex === undefined ? '' : body(vertex);
  }

  #show(excerpt: RawExcerpt): string {
    const place = userExcerpt(excerpt, this.#options);
    this.#place ??= place;
    if (place !== undefined) return renderExcerpt(this.#options.userFile ?? excerpt.file, place);
    const lines = excerpt.lines.map(({ text, failing }) => `  ${failing ? '>>> ' : '    '}${text}`.trimEnd());
    return `in the lines that Crossbuild added:\n${lines.join('\n')}\n`;
  }
}

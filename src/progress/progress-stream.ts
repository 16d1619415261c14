import { asList, asNumber, asObject, asTexts, parseJson, textMembers } from '../model/json.ts';
import { withoutMotion } from '../model/text.ts';

/** What `buildx build --progress=rawjson` writes, one JSON object per line (buildx's client.SolveStatus). */
export interface StatusLine {
  readonly vertexes?: readonly RawVertex[];
  readonly statuses?: readonly RawStatus[];
  readonly logs?: readonly RawLog[];
  readonly warnings?: readonly RawWarning[];
}

export interface RawVertex {
  readonly digest: string;
  readonly name: string;
  /** The digests of the vertices whose results it uses. */
  readonly inputs?: readonly string[];
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

export interface RawStatus {
  readonly id: string;
  readonly vertex: string;
  readonly name?: string;
  readonly total?: number;
  readonly current?: number;
  readonly completed?: string;
  readonly started?: string;
}

export interface RawLog {
  readonly vertex: string;
  readonly stream: number;
  /** Base64. */
  readonly data: string;
}

export interface RawWarning {
  /** Base64. */
  readonly short?: string;
  /** Base64, each. */
  readonly detail?: readonly string[];
  readonly url?: string;
  readonly range?: readonly { readonly start: { readonly line: number }; readonly end?: { readonly line: number } }[];
}

/** A line of the stream, or undefined when it is text that a person was meant to read. What is of another kind in it is left out. */
export function parseStatusLine(line: string): StatusLine | undefined {
  if (!line.startsWith('{')) return undefined;
  const status = parseJson(line);
  if (status === undefined) return undefined;
  const members = asObject(status);
  // an error may quote the JSON of a registry
  if (Object.keys(members).length > 0 && !MEMBERS.some((name) => Object.hasOwn(members, name))) return undefined;
  return {
    vertexes: asList(members.vertexes).flatMap(vertexOf),
    statuses: asList(members.statuses).flatMap(statusOf),
    logs: asList(members.logs).flatMap(logOf),
    warnings: asList(members.warnings).map(warningOf),
  };
}

const MEMBERS = ['vertexes', 'statuses', 'logs', 'warnings'];

function vertexOf(value: unknown): RawVertex[] {
  const vertex = asObject(value);
  const { digest, name, ...texts } = textMembers(vertex, ['digest', 'name', 'started', 'completed', 'error']);
  if (digest === undefined || name === undefined) return [];
  const cached = typeof vertex.cached === 'boolean' ? { cached: vertex.cached } : {};
  return [{ digest, name, ...texts, ...cached, inputs: asTexts(vertex.inputs) }];
}

function statusOf(value: unknown): RawStatus[] {
  const status = asObject(value);
  const { id, vertex, ...texts } = textMembers(status, ['id', 'vertex', 'name', 'started', 'completed']);
  if (id === undefined || vertex === undefined) return [];
  const [total, current] = [asNumber(status.total), asNumber(status.current)];
  return [
    { id, vertex, ...texts, ...(total === undefined ? {} : { total }), ...(current === undefined ? {} : { current }) },
  ];
}

function logOf(value: unknown): RawLog[] {
  const log = asObject(value);
  const { vertex, data } = textMembers(log, ['vertex', 'data']);
  return vertex === undefined || data === undefined ? [] : [{ vertex, data, stream: asNumber(log.stream) ?? 1 }];
}

function warningOf(value: unknown): RawWarning {
  const warning = asObject(value);
  return {
    ...textMembers(warning, ['short', 'url']),
    detail: asTexts(warning.detail),
    range: asList(warning.range).flatMap((range) => {
      const { start, end } = asObject(range);
      const [from, to] = [asNumber(asObject(start).line), asNumber(asObject(end).line)];
      if (from === undefined) return [];
      return [{ start: { line: from }, ...(to === undefined ? {} : { end: { line: to } }) }];
    }),
  };
}

/** A longer line is cut: nobody reads it, and it may have no end. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Cuts a stream of chunks into whole lines, without their ends. */
export class LineCutter {
  #pieces: string[] = [];
  #length = 0;

  cut(chunk: string): string[] {
    const lines = chunk.split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length > 0) lines[0] = this.flush() + lines[0];
    this.#pieces.push(rest);
    this.#length += rest.length;
    if (this.#length > LONGEST_LINE) lines.push(this.flush());
    return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  /** What came after the last line end; empty afterwards. */
  flush(): string {
    const rest = this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    return rest;
  }
}

export function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

/** The output of one step, cut into lines as a terminal would leave them: what a carriage return overwrote is gone. */
export class StepOutput {
  readonly #streams = new Map<number, { decoder: InstanceType<typeof TextDecoder>; lines: LineCutter }>();

  /** The lines that are whole now. Characters split over two chunks are joined. */
  add({ stream, data }: RawLog): string[] {
    let one = this.#streams.get(stream);
    if (one === undefined) {
      one = { decoder: new TextDecoder(), lines: new LineCutter() };
      this.#streams.set(stream, one);
    }
    return one.lines.cut(one.decoder.decode(Buffer.from(data, 'base64'), { stream: true })).map(settled);
  }

  /** Last lines without an end. */
  flush(): string[] {
    return [...this.#streams.values()].map(({ lines }) => settled(lines.flush())).filter((line) => line !== '');
  }
}

function settled(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end--;
  return withoutMotion(line.slice(end === 0 ? 0 : line.lastIndexOf('\r', end - 1) + 1, end));
}

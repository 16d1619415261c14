import { withoutMotion } from '../report/text.ts';

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

/** A line of the stream, or undefined when it is text that a person was meant to read. */
export function parseStatusLine(line: string): StatusLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as StatusLine;
  } catch {
    return undefined;
  }
}

/** Cuts a stream of chunks into whole lines, without their ends. */
export class LineCutter {
  #rest = '';

  cut(chunk: string): string[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.map((line) => line.replace(/\r$/, ''));
  }

  /** What came after the last line end; empty afterwards. */
  flush(): string {
    const rest = this.#rest;
    this.#rest = '';
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
  const visible = line.replace(/\r+$/, '');
  return withoutMotion(visible.slice(visible.lastIndexOf('\r') + 1));
}

import { ELF_HEADER_BYTES, type ElfHeader, readElf } from '../../model/elf.ts';
import type { Files } from '../../system/ports.ts';

/** A binary that a stage made. */
export interface Listed {
  readonly path: string;
  readonly header: ElfHeader;
  readonly mode: number;
}

/** What a stage listed, or the program that it has not and needs for that. */
export type List = { readonly files: readonly Listed[] } | { readonly missing: string };

/** A list has some hundred bytes for each file; nobody makes millions. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Reads the lists that made.sh wrote, by platform and number; one that is not complete is left out.
 *
 * @param place the platform and number that a file belongs to, and its name there
 */
export async function readLists(
  files: Files,
  folder: string,
  place: (path: string) => { readonly platform: string | undefined; readonly number: number; readonly path: string },
): Promise<ReadonlyMap<string, List>> {
  const found = new Map<string, Map<string, Uint8Array>>();
  for await (const { path, head } of files.heads(folder, MOST_BYTES)) {
    const { platform, number, path: name } = place(path);
    const key = `${platform} ${number}`;
    found.set(key, (found.get(key) ?? new Map<string, Uint8Array>()).set(name, head));
  }
  return new Map(
    [...found].flatMap(([key, parts]) => {
      const list = readList(parts);
      return list === undefined ? [] : [[key, list] as const];
    }),
  );
}

function readList(parts: ReadonlyMap<string, Uint8Array>): List | undefined {
  const text = (name: string) => decode(parts.get(name) ?? new Uint8Array());
  if (parts.has('missing')) return { missing: text('missing').trim().slice(0, 40) };
  if (!parts.has('complete')) return undefined;
  const modes = modesOf(text('made'));
  const files = parseHeads(parts.get('heads') ?? new Uint8Array()).flatMap(({ path, head }): Listed[] => {
    const header = readElf(head);
    return header === undefined ? [] : [{ path, header, mode: modes.get(path) ?? 0 }];
  });
  return { files };
}

/** `151344 1795785709.5000000000 755 ./opt/ls`: size, time, mode and path. */
function modesOf(text: string): Map<string, number> {
  const rows = [...text.matchAll(/^\d+ -?[\d.]+ ([0-7]+) \.(\/.*)$/gm)];
  return new Map(rows.map(([, mode = '', path = '']) => [path, Number.parseInt(mode, 8)]));
}

const MARK = [...'==> .'].map((char) => char.charCodeAt(0));
const END = [...' <==\n'].map((char) => char.charCodeAt(0));

/** Reads what `head -v -c 64` prints of files that are all longer than that: `==> ./path <==`, a line end, 64 bytes. */
export function parseHeads(bytes: Uint8Array): { readonly path: string; readonly head: Uint8Array }[] {
  const found: { path: string; head: Uint8Array }[] = [];
  for (let at = 0; at < bytes.length; ) {
    // between two files stands a line end, but for the first that one process reads
    const start = bytes[at] === 10 ? at + 1 : at;
    const end = startsWith(bytes, start, MARK) ? find(bytes, start, END) : -1;
    if (end < 0) return found;
    const from = end + END.length;
    found.push({
      path: decode(bytes.subarray(start + MARK.length, end)),
      head: bytes.subarray(from, from + ELF_HEADER_BYTES),
    });
    at = from + ELF_HEADER_BYTES;
  }
  return found;
}

function startsWith(bytes: Uint8Array, at: number, part: readonly number[]): boolean {
  return part.every((byte, index) => bytes[at + index] === byte);
}

function find(bytes: Uint8Array, from: number, part: readonly number[]): number {
  for (let at = from; at <= bytes.length - part.length; at++) if (startsWith(bytes, at, part)) return at;
  return -1;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

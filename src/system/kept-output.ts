import { StringDecoder } from 'node:string_decoder';

const KEEP = 16 * 1024 * 1024;

/** Keeps the end of a stream; a multi-byte character split across chunks stays whole. */
export function collect(keep = KEEP, listener?: (chunk: string) => void) {
  const decoder = new StringDecoder('utf8');
  let kept: string[] = [];
  let size = 0;
  return {
    take: (data: Buffer) => {
      const chunk = decoder.write(data);
      listener?.(chunk);
      kept.push(chunk);
      size += chunk.length;
      if (size > 2 * keep) {
        kept = [kept.join('').slice(-keep)];
        size = keep;
      }
    },
    text: () => kept.join('').slice(-keep),
  };
}

import type { Command } from '../dockerfile/shell.ts';
import type { Instruction } from '../dockerfile/types.ts';
import { mountOf } from '../dockerfile/uses.ts';
import { copyOf } from './cross-copies.ts';

/** Mounts over Go and over the front ends of APT are in these, the others beside them. */
const LOCAL = /^\/usr(\/\*|\/local(\/s?bin|\/\*)?)?\/?$/;
const ROOT = /^\/(\.|\*)?$/;

/**
 * Which mounts a step would see, as it copies a folder in which they lie or changes all of one (what is mounted is read only):
 * `all`, or those in /usr/`local`.
 */
export function seenMounts(
  commands: readonly Command[],
): { readonly which: 'all' | 'local'; readonly because: string } | undefined {
  const found = commands.flatMap(({ words }) => {
    const [program = '', ...rest] = words;
    const name = program.slice(program.lastIndexOf('/') + 1);
    const paths = /^(rm|chown|chmod|chgrp|setfacl|find|du|mksquashfs|mkfs\.\w+)$/.test(name)
      ? changed(name, rest)
      : (copyOf({ words })?.sources ?? []);
    return paths.flatMap((path) =>
      ROOT.test(path) || LOCAL.test(path)
        ? [{ which: ROOT.test(path) ? ('all' as const) : ('local' as const), because: `it runs ${name} on ${path}` }]
        : [],
    );
  });
  return found.find(({ which }) => which === 'all') ?? found[0];
}

/** A `find` that only looks, or that stays on one file system, meets nothing. */
function changed(name: string, words: readonly string[]): readonly string[] {
  if (name === 'find') {
    const acts = words.some((word) => /^-(delete|exec|execdir|ok|okdir|newer|cnewer|print0?|printf|ls)$/.test(word));
    return acts && !words.some((word) => /^-x?(dev|mount)$/.test(word)) ? words : [];
  }
  if (name === 'du' || name.startsWith('mk')) return words;
  return words.some((word) => /^(-\w*[rR]\w*|--recursive)$/.test(word)) ? words : [];
}

/** Whether a step has a mount of the user's own over a folder, inside it, or above it. */
export function hasOwnMount({ flags }: Instruction, folder: string): boolean {
  return flags.some(({ name, value }) => {
    if (name !== 'mount') return false;
    const mount = mountOf(value);
    const at = `${(mount.target ?? mount.dst ?? mount.destination ?? '').replace(/\/$/, '')}/`;
    return at !== '/' && (`${folder}/`.startsWith(at) || at.startsWith(`${folder}/`));
  });
}

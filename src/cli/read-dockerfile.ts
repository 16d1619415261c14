import { join } from 'node:path';
import { type Problem, UserError } from '../model/problem.ts';
import { plainText } from '../model/text.ts';
import { leadsOut } from '../steps/stays-inside.ts';
import { nearbyDockerfiles } from '../system/dockerfiles.ts';
import { createFiles } from '../system/files.ts';
import type { Verb } from './options.ts';

/** The text of the Dockerfile that was named; `-` is standard input. */
export async function readText(verb: Verb, file: string): Promise<string> {
  if (file === '-') return standardInput();
  const files = createFiles(process.env);
  try {
    const kind = await files.kind(file);
    const out = await leadsOut(files, file, ['.', process.env.GITHUB_WORKSPACE || '.']);
    if (out?.by === 'link') throw new UserError(linked(file, out.to));
    const text = kind === 'file' ? await files.read(file) : undefined;
    if (text !== undefined) return text;
    throw new UserError(kind === 'folder' ? await folder(verb, file) : await missing(verb, file));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError({
      what: `${file} cannot be read`,
      why: (error as Error).message,
      instead: 'let it be a file that you may read, or hand its text over on standard input: -',
    });
  }
}

/** Another file anywhere is the user's own word; a link of a checkout is not. */
function linked(file: string, to: string): Problem {
  return {
    what: `a link leads from ${plainText(file)} out of this folder, to ${plainText(to)}`,
    why: 'a checkout may hold links that strangers made, and what is read is shown',
    instead: 'write the path that it leads to, if that file is meant',
  };
}

async function folder(verb: Verb, path: string): Promise<Problem> {
  const found = await nearbyDockerfiles(path);
  return {
    what: `${path} is a folder`,
    why: found.length === 0 ? 'a Dockerfile is a file, and none is near' : 'a Dockerfile is a file',
    instead: `write ${commands(verb, found.length === 0 ? [join(path, 'Dockerfile')] : found)}`,
  };
}

async function missing(verb: Verb, path: string): Promise<Problem> {
  const found = await nearbyDockerfiles(join(path, '..'));
  return {
    what: `there is no Dockerfile at ${path}`,
    why: found.length === 0 ? 'nothing is there, nor near' : `nothing is there; near it: ${found.join(', ')}`,
    instead: `write ${commands(verb, found.length === 0 ? ['path/to/Dockerfile'] : found.slice(0, 1))}`,
  };
}

function commands(verb: Verb, files: readonly string[]): string {
  return files.map((file) => `crossbuild ${verb} ${file}`).join(', or ');
}

async function standardInput(): Promise<string> {
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const part of process.stdin) text += String(part);
  return text;
}

import { keyValue } from '../model/list.ts';
import type { Reader } from './reader.ts';

/** A build secret, by where its value comes from. */
export type SecretInput =
  | { readonly id: string; readonly value: string; readonly from: 'value' }
  | { readonly id: string; readonly env: string; readonly from: 'env' }
  | { readonly id: string; readonly path: string; readonly from: 'file' };

/**
 * Reads `secrets`, `secret-envs` and `secret-files`. Messages name a line, never an id or a value: a line of a secret
 * that is not quoted looks like an entry, as base64 ends in `=`. An empty value is
 * left out with a warning: that is what a secret is in a pull request from a fork.
 */
export function secrets(read: Reader): SecretInput[] {
  const found: SecretInput[] = [];
  const add = (input: string, line: number, secret: SecretInput) => {
    if (!found.some(({ id }) => id === secret.id)) found.push(secret);
    else read.problem({ input, what: `the id of line ${line} is given twice`, instead: 'keep one of the two' });
  };
  for (const { id, value, line } of entries(read, 'secrets')) {
    add('secrets', line, { id, value, from: 'value' });
    read.mask('secrets', value);
  }
  for (const { id, value, line } of entries(read, 'secret-envs'))
    add('secret-envs', line, { id, env: value.trim(), from: 'env' });
  for (const { id, value, line } of entries(read, 'secret-files'))
    add('secret-files', line, { id, path: value.trim(), from: 'file' });
  return found;
}

const INSTEAD = {
  secrets: 'write id=value; a value of several lines stands in double quotes, "id=value"',
  'secret-envs': 'write id=VARIABLE',
  'secret-files': 'write id=path',
};

interface Entry {
  readonly id: string;
  readonly value: string;
  /** Of the input, 1-based. */
  readonly line: number;
}

function entries(read: Reader, input: keyof typeof INSTEAD): Entry[] {
  const items = input === 'secret-envs' ? read.list(input) : read.lines(input, { trim: input !== 'secrets' });
  return items.flatMap(({ text, line }) => {
    const { key, value } = keyValue(text);
    const id = key.trim();
    if (value === undefined || id === '') {
      // without a = the text itself may be the secret
      read.problem({
        input,
        what: value === undefined ? `line ${line} has no "="` : `line ${line} has no id`,
        instead: INSTEAD[input],
      });
      return [];
    }
    if (value.trim() !== '') return [{ id, value, line }];
    read.warn(input, `the secret of line ${line} is empty and left out; a pull request from a fork gets no secrets`);
    return [];
  });
}

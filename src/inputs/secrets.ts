import type { Reader } from '../inputs-reader.ts';
import { keyValue } from '../model/list.ts';

/** A build secret, by where its value comes from. */
export type SecretInput =
  | { readonly id: string; readonly value: string; readonly from: 'value' }
  | { readonly id: string; readonly env: string; readonly from: 'env' }
  | { readonly id: string; readonly path: string; readonly from: 'file' };

/**
 * Reads `secrets`, `secret-envs` and `secret-files`. Messages name a line or an id, never a value. An empty value is
 * left out with a warning: that is what a secret is in a pull request from a fork.
 */
export function secrets(read: Reader): SecretInput[] {
  const found: SecretInput[] = [];
  const add = (input: string, secret: SecretInput) => {
    if (!found.some(({ id }) => id === secret.id)) found.push(secret);
    else read.problem({ input, what: `"${secret.id}" is given twice`, instead: 'keep one of the two' });
  };
  for (const { id, value } of entries(read, 'secrets')) {
    add('secrets', { id, value, from: 'value' });
    read.mask('secrets', value);
  }
  for (const { id, value } of entries(read, 'secret-envs')) add('secret-envs', { id, env: value.trim(), from: 'env' });
  for (const { id, value } of entries(read, 'secret-files'))
    add('secret-files', { id, path: value.trim(), from: 'file' });
  return found;
}

const INSTEAD = {
  secrets: 'write id=value; a value of several lines stands in double quotes, "id=value"',
  'secret-envs': 'write id=VARIABLE',
  'secret-files': 'write id=path',
};

function entries(read: Reader, input: keyof typeof INSTEAD): { readonly id: string; readonly value: string }[] {
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
    if (value.trim() !== '') return [{ id, value }];
    read.warn(input, `${id} is empty and left out; a pull request from a fork gets no secrets`);
    return [];
  });
}

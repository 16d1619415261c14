import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { TlsSpec } from '../../docker/builder-spec.ts';
import type { Problem } from '../../model/problem.ts';

/**
 * What is wrong with the certificates of one node, as far as they tell by themselves: BuildKit's client only says
 * that its time ran out.
 *
 * @param where how the user gave them: `tls-` for the inputs, `BUILDER_NODE_1_AUTH_TLS_` for the environment.
 * @param now milliseconds since the epoch.
 */
export function checkTls(tls: TlsSpec, where: string, now: number): Problem[] {
  const name = (part: string) => (where === 'tls-' ? `tls-${part}` : `${where}${part.toUpperCase()}`);
  const problems: Problem[] = [];
  const read = <T>(part: 'cacert' | 'cert' | 'key', parse: (text: string) => T): T | undefined => {
    const text = tls[part];
    if (text === undefined) return undefined;
    try {
      return parse(text);
    } catch {
      const kind = part === 'key' ? 'private key' : 'certificate';
      problems.push({
        what: `${name(part)} is not a ${kind}`,
        why: `it does not read as PEM`,
        instead: `give the whole text, from -----BEGIN to the last dash${part === 'key' ? ', without a passphrase' : ''}`,
      });
      return undefined;
    }
  };
  const authority = read('cacert', (text) => new X509Certificate(text));
  const certificate = read('cert', (text) => new X509Certificate(text));
  const key = read('key', createPrivateKey);
  for (const [part, one] of [
    ['cacert', authority],
    ['cert', certificate],
  ] as const)
    if (one !== undefined && Date.parse(one.validTo) < now)
      problems.push({
        what: `${name(part)} is not valid any more`,
        why: `it ended on ${one.validTo}`,
        instead: 'make a new one',
      });
  if (certificate !== undefined && key !== undefined && !certificate.checkPrivateKey(key))
    problems.push({
      what: `${name('key')} does not belong to ${name('cert')}`,
      instead: 'give the two that were made together',
    });
  return problems;
}

import { describe, expect, test } from '@jest/globals';
import { expand } from '../../src/dockerfile/evaluate/expand.ts';
import { UserError } from '../../src/model/problem.ts';
import { evaluated } from '../plan/support.ts';

const each = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

/** What a file is refused with; undefined when it is not. */
function refusal(text: string): string | undefined {
  try {
    evaluated(text);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.problems[0]?.what;
    throw error;
  }
}

describe('stages by the ten thousand', () => {
  test('each from the one before', () => {
    const { stages, needed } = evaluated(
      `FROM a AS s0\nENV V=1\n${each(20_000, (at) => `FROM s${at} AS s${at + 1}\n`)}`,
    );
    expect(needed).toHaveLength(20_001);
    const last = stages.at(-1);
    expect([last?.depth, last?.rootIndex, last?.chain.length, last?.env.get('V')]).toEqual([20_001, 0, 20_001, '1']);
  });

  test('each copies from the one before', () => {
    const text = `FROM a AS s0\n${each(20_000, (at) => `FROM a AS s${at + 1}\nCOPY --from=s${at} /a /a\n`)}`;
    expect(evaluated(text).needed).toHaveLength(20_001);
  });

  test('each copies from the one after it', () => {
    const text = `${each(20_000, (at) => `FROM a AS s${at}\nCOPY --from=s${at + 1} /a /a\n`)}FROM s0 AS s20000\n`;
    expect(refusal(text)).toMatch(/takes files from s1, which comes after it/);
  });

  test('in one circle', () => {
    const text = each(20_000, (at) => `FROM a AS s${at}\nCOPY --from=s${(at + 1) % 20_000} /a /a\n`);
    expect(refusal(text)).toMatch(/^the stages s0 → s1 → .* → s19999 → s0 need each other$/);
  });

  test('of one name', () => {
    const { stages } = evaluated(`FROM a AS s\n${each(20_000, () => 'FROM s AS s\n')}`);
    expect(stages.at(-1)?.base).toEqual({ kind: 'stage', index: 19_999 });
  });

  test('ONBUILD steps that would be millions are refused', () => {
    const many = (count: number): string =>
      `FROM a AS b\n${each(count, () => 'ONBUILD RUN x\n')}${each(count, () => 'FROM b\n')}`;
    expect(refusal(many(100))).toBeUndefined();
    expect(refusal(many(5_000))).toMatch(/^ONBUILD adds more than/);
  });
});

describe('values that grow', () => {
  test('one that doubles with every line is not known in the end, and what does not use it is', () => {
    const [stage] = evaluated(`FROM scratch\nENV A=aa B=b\n${each(100, () => 'ENV A=$A$A\n')}RUN x\n`).stages;
    expect(stage?.scopes.at(-1)?.record()).toMatchObject({ B: 'b' });
    expect(stage?.scopes.at(-1)?.has('A')).toBe(false);
  });

  test.each(['${V//a/$V}', '"$V$V$V"', '$V$V$V'])('%s of a long value', (text) => {
    expect(expand(text, { V: 'a'.repeat(100_000) })).toMatchObject({ why: expect.stringContaining('too long') });
  });

  test('a pattern as long as the value', () => {
    const V = 'a'.repeat(50_000);
    expect(expand(`\${V//${'*a'.repeat(25_000)}b/x}`, { V })).toMatchObject({
      why: expect.stringContaining('too long'),
    });
  });

  test('a value as long as Linux takes one', () => {
    const V = 'a'.repeat(100_000);
    expect(expand('x$V', { V })).toEqual({ value: `x${V}` });
  });
});

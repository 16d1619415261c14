import { describe, expect, test } from '@jest/globals';
import { planCall, readChecks } from '../../src/build/check.ts';
import { checksSummary, checksText } from '../../src/steps/report-call.ts';

describe('a call', () => {
  test.each([
    ['check', { value: 'check,format=json', checks: true, ownFormat: true }],
    ['lint', { value: 'lint,format=json', checks: true, ownFormat: true }],
    [
      'check,ignorestatus=true,format=text',
      { value: 'check,ignorestatus=true,format=json', checks: true, ownFormat: true },
    ],
    ['check,format=json', { value: 'check,format=json', checks: true, ownFormat: false }],
    ['outline', { value: 'outline', checks: false, ownFormat: false }],
    ['targets,format=json', { value: 'targets,format=json', checks: false, ownFormat: false }],
    ['build', { value: 'build', checks: false, ownFormat: false }],
  ])('%s', (text, expected) => expect(planCall(text)).toEqual(expected));
});

const LATER = {
  ruleName: 'JSONArgsRecommended',
  description: 'JSON arguments recommended for ENTRYPOINT/CMD',
  url: 'https://docs.docker.com/go/dockerfile/rule/json-args-recommended/',
  detail: 'JSON arguments recommended for CMD',
  location: { ranges: [{ start: { line: 7, character: 0 }, end: { line: 8, character: 3 } }] },
};
const FIRST = {
  ruleName: 'ConsistentInstructionCasing',
  description: 'All commands should be consistently cased',
  detail: "Command 'from' should be <b>consistently</b> cased",
  location: { ranges: [{ start: { line: 3 }, end: { line: 3 } }] },
};
/** Two lines stand before the user's first. */
const shifted = { userLine: (line: number) => ({ line: line - 2, inserted: line < 3 }) };
const DOCKERFILE = 'from scratch\nCOPY a /\nCOPY b /\nCOPY c /\nCMD a\\\n  b\n';

describe('findings', () => {
  const checked = readChecks(JSON.stringify({ warnings: [LATER, FIRST], sources: [] }), shifted);
  test('are put at the lines of the user, in their order', () => {
    expect(checked?.findings.map(({ rule, line, endLine, short }) => ({ rule, line, endLine, short }))).toEqual([
      { rule: 'ConsistentInstructionCasing', line: 1, endLine: 1, short: FIRST.detail },
      { rule: 'JSONArgsRecommended', line: 5, endLine: 6, short: LATER.detail },
    ]);
    expect(checked).not.toHaveProperty('error');
  });

  test('are told with their lines', () => {
    expect(checksText(checked?.findings ?? [], 'x/Dockerfile', DOCKERFILE)).toBe(
      `x/Dockerfile:1: ConsistentInstructionCasing: ${FIRST.detail}
  1 | from scratch

x/Dockerfile:5: JSONArgsRecommended: JSON arguments recommended for CMD
  5 | CMD a\\
  6 |   b
  https://docs.docker.com/go/dockerfile/rule/json-args-recommended/
`,
    );
    expect(checksText([], 'Dockerfile', DOCKERFILE)).toBe('The build checks found nothing.\n');
  });

  test('are a table in the summary, escaped and linked', () => {
    const text = checksSummary({ findings: checked?.findings ?? [] }, 'Dockerfile', 'https://github.com/o/r/blob/1/D');
    expect(text).toMatch(/^## Crossbuild: the build checks found 2 things\n/);
    expect(text).toContain('[<code>Dockerfile:5</code>](<https://github.com/o/r/blob/1/D#L5-L6>)');
    expect(text).toContain('&#60;b&#62;consistently');
    expect(checksSummary({ findings: [] }, 'Dockerfile', undefined)).toBe(
      '## Crossbuild: the build checks found nothing\n',
    );
  });

  test('a finding without a place, and checks that could not be finished', () => {
    const text = JSON.stringify({
      warnings: [{ ruleName: 'X', detail: 'x', location: { ranges: null } }],
      buildError: { message: 'base name (${A}) should not be blank' },
    });
    const found = readChecks(text, shifted);
    expect(found).toMatchObject({ error: 'base name (${A}) should not be blank' });
    expect(found?.findings).toEqual([{ rule: 'X', short: 'x', detail: '', url: '' }]);
    expect(checksSummary(found ?? { findings: [] }, 'D', undefined)).toMatch(/could not be finished\n\nbase name/);
  });

  test('what is of another kind than BuildKit writes counts as empty', () => {
    const text = '{"warnings":[null,7,{"ruleName":1,"location":{"ranges":[null]}}],"buildError":{"message":2}}';
    const nothing = { rule: '', short: '', detail: '', url: '' };
    expect(readChecks(text, shifted)).toEqual({ findings: [nothing, nothing, nothing] });
  });

  test.each(['', 'Check complete, no warnings found.', '[]', 'null', '{"outline":1}'])('%j is no result', (text) =>
    expect(readChecks(text, shifted)).toBeUndefined(),
  );
});

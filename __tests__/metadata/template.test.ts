import { describe, expect, test } from '@jest/globals';
import { fill, globalValues, parseTemplate } from '../../src/metadata/template.ts';
import { contextFor, NOW } from './support.ts';

function filled(text: string, event: string, now = NOW): string {
  const template = parseTemplate(text);
  if ('why' in template) throw new Error(template.why);
  return fill(template, globalValues(contextFor(event), now, 7));
}

describe('an expression', () => {
  test.each([
    ['{{branch}}', 'push refs/heads/main', 'main'],
    ['{{branch}}', 'push refs/heads/my/branch', 'my/branch'],
    ['{{branch}}', 'push refs/tags/v1', ''],
    ['{{branch}}', 'pull_request', ''],
    ['{{ branch }}', 'push refs/heads/main', 'main'],
    ['{{{branch}}}', 'push refs/heads/main', 'main'],
    ['{{tag}}', 'push refs/tags/v1.2.3', 'v1.2.3'],
    ['{{tag}}', 'release', 'v1.2.3'],
    ['{{tag}}', 'push refs/heads/main', ''],
    ['{{sha}}', 'push refs/heads/main', '860c190'],
    ['{{sha}}', 'outside', ''],
    ['{{base_ref}}', 'pull_request', 'main'],
    ['{{base_ref}}', 'pull_request_target', 'main'],
    ['{{base_ref}}', 'merge_group', 'main'],
    ['{{base_ref}}', 'push refs/heads/main', ''],
    ['{{base_ref}}', 'push refs/tags/v1', 'main'],
    ['{{branch}}{{base_ref}}', 'push refs/heads/x', 'x'],
    ['{{is_default_branch}}', 'push refs/heads/main', 'true'],
    ['{{is_default_branch}}', 'push refs/heads/x', 'false'],
    ['{{is_default_branch}}', 'push refs/tags/v1', 'false'],
    ['{{is_default_branch}}', 'pull_request', 'false'],
    ['{{is_default_branch}}', 'schedule', 'true'],
    ['{{is_default_branch}}', 'workflow_dispatch', 'true'],
    ['{{is_default_branch}}', 'outside', 'false'],
    ['{{is_not_default_branch}}', 'push refs/heads/main', 'false'],
    ['{{is_not_default_branch}}', 'push refs/heads/x', 'true'],
    ['{{is_not_default_branch}}', 'pull_request', 'true'],
    ["{{date 'YYYYMMDD'}}", 'push refs/heads/main', '20200110'],
    ['{{date "YYYYMMDD"}}', 'push refs/heads/main', '20200110'],
    ["{{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}", 'push refs/heads/main', '20200110-093000'],
    ['{{date \'HH\' tz="Asia/Tokyo"}}', 'push refs/heads/main', '09'],
    ["{{date ''}}", 'push refs/heads/main', ''],
    ["{{commit_date 'HHmmss'}}", 'push refs/heads/main', '002550'],
    ["{{commit_date 'HHmmss' tz='Asia/Tokyo'}}", 'push refs/heads/main', '092550'],
    ["{{commit_date 'HHmmss'}}", 'pull_request', '003000'],
    ['a{{sha}}-{{branch}}b', 'push refs/heads/x', 'a860c190-xb'],
    ['\\{{sha}}', 'push refs/heads/x', '{{sha}}'],
    ['\\{{ open', 'push refs/heads/x', '{{ open'],
    ['{x} }}', 'push refs/heads/x', '{x} }}'],
    ['', 'push refs/heads/x', ''],
  ])('%s on %s is %j', (text, event, expected) => {
    expect(filled(text, event)).toBe(expected);
  });

  test.each([
    ['{{brnch}}', 'there is no expression {{brnch}}', 'write {{branch}}'],
    ['{{ is_default }}', 'there is no expression {{is_default}}', 'write {{is_default_branch}}'],
    ['{{y}}', 'there is no expression {{y}}', expect.stringMatching(/^write /)],
    ['{{version}}', 'there is no expression {{version}}', expect.stringMatching(/^write /)],
    ['{{}}', 'there is no expression {{}}', expect.stringMatching(/^write /)],
    ['{{#if x}}', 'there is no expression {{#if}}', expect.stringMatching(/^write /)],
    ['{{sha 12}}', '{{sha}} takes nothing but its name', 'write {{sha}}'],
    [
      "{{date 'yyyyMMDD'}}",
      "yyyy in 'yyyyMMDD' is no part of a date",
      "write [yyyy] for the letters themselves, or a date's parts such as YYYY, MM, DD, HH, mm and ss",
    ],
    ['{{date}}', '{{date}} needs a format in quotes', "write {{date 'YYYYMMDD'}}"],
    ['{{date YYYY}}', '{{date}} needs a format in quotes', "write {{date 'YYYYMMDD'}}"],
    ["{{date 'YYYY' tz=UTC}}", '{{date}} needs a format in quotes', "write {{date 'YYYYMMDD'}}"],
    ["{{date 'YY' tz='Tokyo'}}", '"Tokyo" is not a time zone', "write for example {{date 'YY' tz='UTC'}}"],
    ['a{{sha', 'an expression is not closed', 'write }} at its end'],
    ['a{{x {{sha}}', 'an expression is not closed', 'write }} at its end'],
  ])('%s cannot be read', (text, why, instead) => {
    expect(parseTemplate(text)).toEqual({ why, instead });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { apk } from '../../src/distributions/apk.ts';
import { apt } from '../../src/distributions/apt.ts';
import { distributionOf, PACKAGE_MANAGERS } from '../../src/distributions/index.ts';
import { asks } from '../../src/distributions/package-manager.ts';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { commandsOf } from '../../src/dockerfile/shell/shell.ts';
import { mayCompile } from '../../src/plan/steps/compile.ts';

const source = join(import.meta.dirname, '..', '..', 'src');

describe('a package manager is asked', () => {
  test.each([
    [apt, 'apt-get -y install git', 'installs', true],
    [apt, '/usr/bin/apt install git', 'installs', true],
    [apt, 'apt-get update', 'installs', false],
    [apt, 'apt-get update', 'fetches', true],
    [apt, 'apt-cache install', 'installs', false],
    [apk, 'apk --no-cache add git', 'installs', true],
    [apk, '/sbin/apk add git', 'installs', true],
    [apk, 'apk info', 'installs', false],
    [apk, 'apt-get install git', 'installs', false],
  ] as const)('%#: %s %s: %s', (manager, command, verbs, expected) => {
    expect(asks(manager, command.split(' '), manager[verbs])).toBe(expected);
  });
});

test('a verb installs or fetches, never both', () => {
  for (const { installs, fetches } of PACKAGE_MANAGERS)
    expect([...installs].filter((verb) => fetches.has(verb))).toEqual([]);
});

test.each(
  `apt-get apt apt-cache apt-mark apt-key apt-config add-apt-repository dpkg dpkg-query dpkg-reconfigure dpkg-divert
  dpkg-architecture debconf-set-selections apk dnf microdnf tdnf yum zypper rpm`.split(/\s+/),
)('%s never compiles by itself', (program) => {
  const step = readDockerfile(`FROM x\nRUN ${program} x`).stages[0]?.instructions[0];
  expect(step && mayCompile(commandsOf(step)).yes).toBe(false);
});

test('where there is an archive for crossing, the package manager has foreign libraries', () => {
  expect(distributionOf('debian')?.packages).toBe(apt);
  expect(distributionOf('ubuntu')?.packages).toBe(apt);
  expect(distributionOf('rhel')?.packages.foreignLibraries).toBe(false);
});

/** Files with such a list of their own, and why these are no second table. */
const ALLOWED: Readonly<Record<string, string>> = {
  'plan/cross/cross-rules.ts': 'the programs that shims stand in for',
};

test('lists of package managers stand in src/distributions alone', () => {
  const names = PACKAGE_MANAGERS.flatMap(({ installers }) => installers);
  const name = new RegExp(`(?<![\\w./-])(${names.join('|')})(?![\\w.-])`, 'g');
  const lists = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('distributions/'))
    .filter((file) => {
      const code = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/ .*$/gm, '');
      return code.split('\n').some((line) => new Set(line.match(name)).size > 2);
    });
  expect(lists).toEqual(Object.keys(ALLOWED));
});

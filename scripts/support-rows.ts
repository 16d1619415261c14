import type { Strategy } from '../src/model/strategy.ts';
import { makePlan } from '../src/plan/plan.ts';
import { formatPlatform, PLATFORMS, type Platform, parsePlatform } from '../src/platform/platform.ts';

/** Bases of the table: an image with a C compiler and Go, and how the table calls it. */
const BASES = [
  { name: 'Debian 12', image: 'golang:1.26-bookworm' },
  { name: 'Debian 13', image: 'golang:1.26-trixie' },
  { name: 'Ubuntu 24.04', image: 'example.org/golang:24.04-ubuntu24.04' },
  { name: 'Alpine', image: 'golang:1.26-alpine' },
  { name: 'RPM-based', image: 'example.org/golang:ubi9' },
] as const;

/** How an image without a C compiler gets one. */
function compilerOf(image: string): string {
  if (/alpine/.test(image)) return 'apk add gcc';
  return /ubi/.test(image) ? 'dnf install -y gcc' : 'true';
}

/** What is built: the columns of the table. */
const WORK = {
  'C, accelerate': {
    strategy: 'accelerate',
    needs: 'AS crossbuild-toolchain-1',
    steps: (image: string) => `FROM ${image}\nRUN ${compilerOf(image)}\nRUN make\n`,
  },
  'Go, accelerate': {
    strategy: 'accelerate',
    needs: 'AS crossbuild-go-1',
    steps: (image: string) => `FROM ${image}\nRUN make\n`,
  },
  'Go with C, cross': {
    strategy: 'cross',
    needs: '/cross/setup.sh',
    steps: (image: string) =>
      `FROM ${image} AS build\nRUN ${/alpine/.test(image) ? 'apk add gcc musl-dev' : 'true'}\nRUN go build -o /x .\nFROM scratch\nCOPY --from=build /x /x\n`,
  },
  'Go without C, cross': {
    strategy: 'cross',
    needs: '"pure"',
    steps: (image: string) =>
      `FROM ${image} AS build\nENV CGO_ENABLED=0\nRUN go build -o /x .\nFROM scratch\nCOPY --from=build /x /x\n`,
  },
} as const;

export type Work = keyof typeof WORK;

/** Something that a test of the lab, or `npm run programs`, has run. */
export interface Run {
  readonly base: string;
  readonly platform: string;
  readonly work: string;
  /** Where: the file of the test and its name, or `bench/programs.ts` and the program. */
  readonly test: string;
}

const HOST = { os: 'linux', architecture: 'amd64', variant: '' };
const ARM64 = { ...HOST, architecture: 'arm64' };

/** What the registry tells of a golang image. */
const PUBLISHED = {
  env: { GOLANG_VERSION: '1.26', PATH: '/go/bin:/usr/local/go/bin:/usr/bin:/bin' },
  user: '',
  onbuild: [],
  platforms: [HOST, ARM64],
};

function platformOf(name: string): Platform {
  const parsed = parsePlatform(name);
  if (!('platform' in parsed)) throw new Error(`${name} is no platform`);
  return parsed.platform;
}

/** How the table says it. */
const HOW = { auto: 'yes', borrowed: 'if alike', asked: 'when asked' } as const;

/** What auto does with the work, and what happens when its strategy is asked for. */
function cell(
  platform: string,
  image: string,
  { strategy, needs, steps }: (typeof WORK)[Work],
  host: Platform = HOST,
): keyof typeof HOW | '' {
  const chosen = (all: 'auto' | Strategy): 'borrowed' | boolean => {
    const plan = makePlan(
      {
        platforms: [platformOf(platform)],
        buildArgs: [],
        buildContexts: {},
        strategy: { all, byPlatform: {} },
        crossPackages: [],
        verify: 'true',
        target: undefined,
      } as unknown as Parameters<typeof makePlan>[0],
      { host, dockerfile: { path: 'Dockerfile', text: steps(image) }, bases: { [image]: PUBLISHED } },
    );
    const done = plan.platforms[0]?.strategy === strategy && plan.dockerfile.text.includes(needs);
    return done && plan.dockerfile.text.includes('AS crossbuild-donor-') ? 'borrowed' : done;
  };
  const byItself = chosen('auto');
  if (byItself === 'borrowed') return 'borrowed';
  if (byItself) return 'auto';
  return chosen(strategy) ? 'asked' : '';
}

interface Row {
  /** As the table and the runs name it. */
  readonly label: string;
  readonly platform: string;
  readonly host: Platform;
}

/** The platforms that are foreign to an amd64 machine, and amd64 where it is. Such a machine runs 386 itself. */
function rowsOf(): Row[] {
  const names = PLATFORMS.filter((name) => !/^linux\/(amd64|386)/.test(name));
  const foreign = names.filter((name) => formatPlatform(platformOf(name)) === name);
  return [
    ...foreign.map((name) => ({ label: name, platform: name, host: HOST })),
    { label: 'linux/amd64 on arm64', platform: 'linux/amd64', host: ARM64 },
    { label: 'linux/386 on arm64', platform: 'linux/386', host: ARM64 },
  ];
}

/** The table of what is done where, in Markdown. */
export function supportTable(runs: readonly Run[]): string {
  return BASES.map(({ name, image }) => {
    const works = Object.entries(WORK) as [Work, (typeof WORK)[Work]][];
    const rows = rowsOf().map(({ label, platform, host }) => {
      const cells = works.map(([title, work]) => {
        const how = cell(platform, image, work, host);
        const ran = runs.some((run) => run.base === name && run.platform === label && run.work === title);
        return how === '' ? '–' : `${HOW[how]}, ${ran ? 'run here' : 'not run here'}`;
      });
      return `| \`${label.replace(' ', '` ')}${label.includes(' ') ? '' : '`'} | ${cells.join(' | ')} |`;
    });
    return [
      `### ${name}`,
      '',
      `| Platform | ${works.map(([title]) => title).join(' | ')} |`,
      `| --- |${' --- |'.repeat(works.length)}`,
      ...rows,
    ].join('\n');
  }).join('\n\n');
}

/** The runs that the table has no cell for, or a cell that says no. */
export function strangeRuns(runs: readonly Run[]): Run[] {
  return runs.filter(({ base, platform, work }) => {
    const image = BASES.find(({ name }) => name === base)?.image;
    const known = Object.hasOwn(WORK, work) ? WORK[work as Work] : undefined;
    const row = rowsOf().find(({ label }) => label === platform);
    if (image === undefined || known === undefined || row === undefined) return true;
    return cell(row.platform, image, known, row.host) === '';
  });
}

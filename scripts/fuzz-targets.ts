import { readChecks } from '../src/build/check.ts';
import { readInspected } from '../src/build/result.ts';
import { parseHeads } from '../src/build/verify/made-list.ts';
import { readCommand } from '../src/cli/options.ts';
import type { Docker } from '../src/docker/docker.ts';
import { classify, lastUsefulLine } from '../src/docker/docker-error.ts';
import { parseBinfmt, parseBuilders, parseBuildxVersion, parseImage, parseInfo } from '../src/docker/parse.ts';
import { expand } from '../src/dockerfile/evaluate/expand.ts';
import { Names } from '../src/dockerfile/evaluate/names.ts';
import { followScript } from '../src/dockerfile/shell/shell-flow.ts';
import { scriptItems } from '../src/dockerfile/shell/shell-parser.ts';
import { readInputs } from '../src/inputs/inputs.ts';
import { readDigests, readMergeInputs } from '../src/inputs/merge-inputs.ts';
import { readYaml } from '../src/inputs/yaml.ts';
import { dateOfAnswer, dateOfObject } from '../src/metadata/commit.ts';
import { readEventContext } from '../src/metadata/event-context.ts';
import { metadata } from '../src/metadata/render.ts';
import { readRules } from '../src/metadata/rules.ts';
import { parseTemplate } from '../src/metadata/template.ts';
import { readElf } from '../src/model/elf.ts';
import { parseFields, parseList } from '../src/model/list.ts';
import { passingText, retryAfter } from '../src/model/passing.ts';
import { UserError } from '../src/model/problem.ts';
import { parseReference, parseTagReference } from '../src/model/reference.ts';
import { makePlan, type PlanInputs } from '../src/plan/plan.ts';
import { type Platform, parsePlatform } from '../src/platform/platform.ts';
import { createProgress } from '../src/progress/progress.ts';
import { parseStepName } from '../src/progress/progress-names.ts';
import { parseChallenge } from '../src/registry/remove-tag.ts';
import { explain } from '../src/report/messages/messages.ts';
import { parseGitUrl } from '../src/request/build-context.ts';
import { parseChecksums, parseFeed, parseRemoteRefs, parseWish } from '../src/setup/buildx/buildx-release.ts';
import { readMarker } from '../src/shard/marker.ts';
import { readMetaInputs } from '../src/steps/metadata-only.ts';
import { readSetupInputs } from '../src/steps/set-up-builder.ts';
import { parseState } from '../src/steps/state.ts';

/** What reads text that others wrote. */
export interface Target {
  /** Reads a text; what it throws beside problems that the user is told is a mistake. */
  readonly run: (text: string) => unknown;
  /** Pieces that matter to it, one a word; blanks and line ends come by themselves. */
  readonly words: readonly string[];
}

const AMD64: Platform = { os: 'linux', architecture: 'amd64', variant: '' };
const ARM64: Platform = { os: 'linux', architecture: 'arm64', variant: '' };
const SHELL_WORDS = [
  ..."$( ) ` \" ' \\ ${ } $(( )) (( <( >( [[ ]] { ; && || | & > >> < << <<- <<< EOF # $' @( case esac in if then fi".split(
    ' ',
  ),
  ...'for do done while function ! = += env sudo sh -c eval find -exec \\; + time xargs cd export'.split(' '),
  ...['\u00a0', '\u2003', '\r', '\\\n'],
];
const STEP_WORDS = [
  ...'FROM RUN COPY ADD ENV ARG LABEL WORKDIR USER SHELL ONBUILD CMD HEALTHCHECK AS --from= --mount= --platform='.split(
    ' ',
  ),
  ...'type=bind,from= target= source= golang:1.24 debian:12 alpine scratch $TARGETARCH $BUILDPLATFORM /usr/local/go'.split(
    ' ',
  ),
  ...'go build install apt-get apk gcc make cp mv ln tar CGO_ENABLED=0 GOARCH= PATH=$PATH: constructor __proto__'.split(
    ' ',
  ),
  ...'toString ${V//a*/b} ${V:-x} ${V#*a} ["a","b"] # \\'.split(' '),
];

/** A progress whose lines stay as they are. */
function follow(text: string): unknown {
  const progress = createProgress({
    userLine: (line) => ({ line, inserted: line % 2 === 0 }),
    userText: 'FROM a\nRUN b\n',
    platform: 'linux/amd64',
    startedAt: 0,
  });
  for (let at = 0; at < text.length; at += 100) progress.feed(text.slice(at, at + 100));
  return progress.end();
}

function plan(text: string): unknown {
  const inputs: PlanInputs = {
    platforms: [AMD64, ARM64],
    buildArgs: ['V=a', 'constructor=b'],
    buildContexts: { ctx: '.' },
    strategy: { all: 'auto', byPlatform: {} },
    crossPackages: [],
    verify: 'run',
    target: undefined,
  };
  return makePlan(inputs, { host: AMD64, dockerfile: { path: 'Dockerfile', text }, bases: {} });
}

/** `name=value`, one a line: what a workflow gives. */
function inputs(text: string): unknown {
  const given = text.split('\u0000').map((item) => {
    const equals = item.indexOf('=');
    return [`INPUT_${item.slice(0, Math.max(0, equals)).toUpperCase()}`, item.slice(equals + 1)];
  });
  const env = Object.fromEntries(given);
  return [readInputs(env), readMergeInputs(env), readSetupInputs(env), readMetaInputs(env)];
}

/** The tags of an event: the event as JSON, and behind a NUL the rules. */
function tags(text: string): unknown {
  const at = text.indexOf('\u0000');
  const lines = parseList(text.slice(at + 1), { comma: false });
  const images = [{ text: 'name/app', line: 1 }];
  const event = readEventContext(
    { GITHUB_REF: 'refs/tags/v1.2.3', GITHUB_SHA: 'a'.repeat(40) },
    json(text.slice(0, at)),
  );
  return ['images', 'tags', 'flavor', 'labels', 'annotations'].map((name) => {
    const read = readRules({ images, tags: [], flavor: [], labels: [], annotations: [], [name]: lines }, {});
    return 'problems' in read ? read.problems : metadata(event, read.value, new Date(0));
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A registry that answers every question with this text. */
function image(text: string): unknown {
  const docker = { rawManifest: async () => text } as unknown as Docker;
  return readInspected(docker, 'name', { digest: 'd', configs: { d: json(text) as never } }, undefined);
}

const ANSWER_WORDS = '{ } [ ] : , " null true 1e999 -1 \\u0000 "__proto__"'.split(' ');

/** Every parser of text that is not our own. */
export const TARGETS: Readonly<Record<string, Target>> = {
  dockerfile: { run: plan, words: [...STEP_WORDS, ...SHELL_WORDS] },
  shell: {
    run: (text) => followScript(scriptItems(text, { lineOf: () => 1 }), Names.of({ V: 'a', W: '' })),
    words: SHELL_WORDS,
  },
  expand: {
    run: (text) => expand(text, { V: 'aab/a', W: 'a'.repeat(100) }),
    words: '$V ${V} ${V:-x} ${V#a*} ${V%%*b} ${V//a*?/$W} ${W ${ } : - + ? # % / * \\ " \' < $ __proto__'.split(' '),
  },
  progress: {
    run: follow,
    words: [
      ...ANSWER_WORDS,
      'vertexes',
      'logs',
      'statuses',
      'warnings',
      'digest',
      'name',
      'data',
      'ERROR: ',
      '-'.repeat(20),
    ],
  },
  names: { run: parseStepName, words: '[ ] / -> 1/2 linux/amd64 build RUN --mount= from=crossbuild-kit'.split(' ') },
  messages: {
    run: (text) => [
      explain(text, { output: text }),
      classify({ code: 1, stdout: '', stderr: text, timedOut: false }),
      lastUsefulLine(text),
      passingText(text, 0),
      retryAfter(text, 0),
    ],
    words:
      'error: denied 404 Not Found no such host lookup on : /bin/sh cannot find -l exit code: 137 after s 429'.split(
        ' ',
      ),
  },
  answers: {
    run: (text) => {
      for (const parse of [
        parseInfo,
        parseBuildxVersion,
        parseBuilders,
        parseImage,
        parseBinfmt,
        readMarker,
        dateOfAnswer,
      ])
        told(() => parse(text));
    },
    words: [...ANSWER_WORDS, 'Name', 'Nodes', 'Platforms', 'manifest', 'manifests', 'digest', 'image', 'config', 'Env'],
  },
  image: { run: image, words: [...ANSWER_WORDS, 'manifests', 'digest', 'size', 'platform', 'os', 'config', 'layers'] },
  checks: {
    run: (text) => readChecks(text, { userLine: (line) => ({ line, inserted: line % 2 === 0 }) }),
    words: [...ANSWER_WORDS, 'warnings', 'buildError', 'message', 'location', 'ranges', 'start', 'line', 'ruleName'],
  },
  made: { run: (text) => parseHeads(Buffer.from(text, 'latin1')), words: ['==> .', ' <==\n', '/a', '\u007fELF'] },
  tags: {
    run: tags,
    words: [
      ...ANSWER_WORDS,
      ...'type=semver,pattern={{version}} type=ref,event=pr type=match,pattern=( ,group=1 type=schedule enable= \u0000'.split(
        ' ',
      ),
      ...'{{date {{sha}} {{is_default_branch}} {{commit_date latest=auto prefix= onlatest=true'.split(' '),
    ],
  },
  yaml: {
    run: (text) => readYaml({ append: text, registryAuth: text }),
    words: '- endpoint: registry: username: password: name: platforms: &a *a !!js << | > { } [ ] , # ? ---'.split(' '),
  },
  command: {
    run: (text) => readCommand(text.split('\n')),
    words: '-- --platform --file= -h --json plan build --no- __proto__ constructor \n'.split(' '),
  },
  servers: {
    run: (text) => [
      parseChallenge(text),
      parseFeed(text),
      parseChecksums(text),
      parseRemoteRefs(text, 'v1'),
      dateOfObject(text),
    ],
    words: [
      'Bearer',
      'realm="',
      '",',
      'committer',
      '/releases/tag/v',
      `${'0'.repeat(64)}  a`,
      `${'0'.repeat(40)}\trefs/tags/v1`,
    ],
  },
  inputs: {
    run: inputs,
    words: [
      ...'images= tags= labels= platforms= cache-to= outputs= secrets= build-args= strategy= append= attests= allow='.split(
        ' ',
      ),
      ...'constructor= __proto__= type=raw,value= type=semver,pattern={{version}} type=gha,mode=max linux/arm64 registry , = " \u0000 #'.split(
        ' ',
      ),
    ],
  },
  lists: {
    run: (text) => {
      for (const comma of [true, false]) told(() => parseList(text, { comma, comments: comma }));
      told(() => parseFields(text));
    },
    words: [',', '"', '""', '=', '#', '\r\n', '\u0000'],
  },
  words: {
    run: (text) => [
      parsePlatform(text),
      parseReference(text),
      parseTagReference(text),
      parseTemplate(text),
      parseGitUrl(text),
      parseWish(text),
      readDigests(text),
      parseState(text),
      readElf(Buffer.from(text, 'latin1')),
    ],
    words: [
      ...'linux/ arm64 v7 : @ sha256: / {{ }} {{date latest v0. https:// # \u007fELF'.split(' '),
      `sha256:${'a'.repeat(64)}`,
    ],
  },
};

/** What the user is told is no mistake: problems, and a list whose quotes do not close. */
function told(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!isTold(error)) throw error;
  }
}

export function isTold(error: unknown): boolean {
  if (error instanceof UserError) return true;
  return error instanceof Error && 'code' in error && /^CSV_/.test(String(error.code));
}

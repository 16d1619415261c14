import { PACKAGE_MANAGERS } from '../../distributions/index.ts';
import { followed } from '../../model/followed.ts';
import { namesOf } from '../../platform/platform.ts';
import { goVerb } from '../steps/compile.ts';
import { buildsGo } from '../steps/go.ts';
import { namesGo } from '../steps/go-archive.ts';
import { seenValue } from '../steps/step-commands.ts';
import { firstOf, outputsOf, type Rule, textWithHeredocs } from './cross-context.ts';

/** Rules about programs and files that are brought in, installed or run. */

const replacedGo: Rule = ({ instructions, commands }) => {
  const found = instructions.find(
    (instruction) => /^(RUN|ADD)$/.test(instruction.keyword) && namesGo(textWithHeredocs(instruction)),
  );
  if (found !== undefined) return `line ${found.span.line} installs another Go`;
  const copied = instructions.find(
    ({ keyword, text }) => /^(COPY|ADD)$/.test(keyword) && /\/usr\/local\/go\/?["\]\s]*$/.test(text),
  );
  if (copied !== undefined) return `line ${copied.span.line} copies another Go over the image's`;
  const changed = instructions.find(
    (instruction) => instruction.keyword === 'RUN' && buildsGo(textWithHeredocs(instruction)),
  );
  if (changed !== undefined) return `line ${changed.span.line} changes the image's Go`;
  return firstOf(commands, (_, name) => (/^go\d/.test(name) ? 'runs another Go' : undefined));
};

/** The programs of package managers that have no libraries for another architecture. */
const WITHOUT_LIBRARIES: ReadonlySet<string> = new Set(
  PACKAGE_MANAGERS.filter(({ foreignLibraries }) => !foreignLibraries).flatMap(({ installers, helpers }) => [
    ...installers,
    ...helpers,
  ]),
);

/** What else brings packages that are not the target's: a program, a word that it is given, and what it then does. */
const FOREIGN_PACKAGES: readonly { readonly program: RegExp; readonly word: RegExp; readonly does: string }[] = [
  {
    program: /^dpkg(-deb)?$/,
    word: /^(-[ixXRe]|--install|--unpack|--extract|--vextract|--raw-extract)$/,
    does: 'installs a package file, which is for one architecture',
  },
  {
    program: /^apt(-get)?$/,
    word: /^download$/,
    does: "downloads packages, which would be the build platform's",
  },
  {
    program: /^apk$/,
    word: /^(-p|--root(=.*)?|--initdb|fetch)$/,
    does: "fills a folder with packages, which would be the build platform's",
  },
  {
    program: /^apt(-get)?$/,
    word: /^build-dep$/,
    does: 'installs build dependencies, which are programs as well as libraries',
  },
];

const foreignPackages: Rule = ({ commands }) =>
  firstOf(commands, ({ words }, name) =>
    WITHOUT_LIBRARIES.has(name)
      ? 'installs with a package manager that has no foreign libraries'
      : FOREIGN_PACKAGES.find(({ program, word }) => program.test(name) && words.some((one) => word.test(one)))?.does,
  );

/** Package managers whose packages hold machine code for the machine that they run on, each with the verbs that bring some. */
const MACHINE_PACKAGES: Readonly<Record<string, RegExp>> = {
  pip: /^(install|wheel|download)$/,
  uv: /^(sync|pip|tool|venv)$/,
  poetry: /^install$/,
  npm: /^(ci|i|install|rebuild)$/,
  yarn: /^(install|add)$/,
  pnpm: /^(i|install|add)$/,
  gem: /^install$/,
  bundle: /^install$/,
  composer: /^install$/,
};

const machinePackages: Rule = ({ commands }) =>
  firstOf(commands, ({ words }, name) => {
    const environment = pythonEnvironment(name, words);
    if (environment !== undefined) return `runs ${environment}, which brings programs of the build platform`;
    const installs = machineInstall(name, words);
    return installs && `runs ${installs}, whose packages may hold programs of the build platform`;
  });

/** `virtualenv`, `python3 -m venv`, `python -m pip`. */
function pythonEnvironment(name: string, words: readonly string[]): string | undefined {
  if (name === 'virtualenv') return name;
  const module = /^python\d?[\d.]*$/.test(name) && words[1] === '-m' ? (words[2] ?? '') : '';
  return /^(venv|virtualenv|pip)$/.test(module) ? `${name} -m ${module}` : undefined;
}

/** How a package manager of a language installs what may hold machine code: `npm ci`, `yarn`. */
function machineInstall(name: string, words: readonly string[]): string | undefined {
  const manager = name.replace(/^pip\d[\d.]*$/, 'pip');
  // a tool of the build: what is installed for all lies in a folder of the system, which nobody may take
  const forAll = words.some((word) => /^(-g|--global|global)$/.test(word));
  if (!Object.hasOwn(MACHINE_PACKAGES, manager) || forAll) return undefined;
  const brings = words.slice(1).find((word) => MACHINE_PACKAGES[manager]?.test(word));
  const bare = manager === 'yarn' && words.length === 1;
  return brings !== undefined || bare ? [name, brings].filter(Boolean).join(' ') : undefined;
}

/** Before Go 1.18, and without modules, `go get` installs programs, and where they go is not followed (Go 1.18 release notes). */
const goGet: Rule = ({ commands, base }) => {
  const minor = /(?:^|\/)golang:1\.(\d+)/.exec(base.reference)?.[1];
  return firstOf(commands, (command) => {
    if (goVerb(command) !== 'get' || command.words.includes('-d')) return undefined;
    const old = (minor !== undefined && Number(minor) < 18) || seenValue(command, 'GO111MODULE') === 'off';
    return old ? 'installs programs with go get' : undefined;
  });
};

const librariesOfABinary: Rule = ({ commands }) =>
  firstOf(commands, (_, name) =>
    name === 'ldd' || name === 'lddtree'
      ? 'looks for the libraries of a binary with ldd, which cannot load a foreign one'
      : undefined,
  );

/** A name of a machine that people commonly write into an address; those of rarer ones are parts of too many words. */
const ARCHITECTURE = new RegExp(['amd64', 'arm64', 'arm/v7'].flatMap(namesOf).join('|'), 'i');

const fixedArtifact: Rule = ({ instructions }) => {
  const found = instructions.find(
    (instruction) =>
      /^(RUN|ADD)$/.test(instruction.keyword) &&
      followed(textWithHeredocs(instruction), /https?:\/\//i, ARCHITECTURE, /\s/) !== undefined,
  );
  return found === undefined ? undefined : `line ${found.span.line} downloads a file for a fixed architecture`;
};

const tests: Rule = ({ commands }) =>
  firstOf(commands, (command) =>
    goVerb(command) === 'test' && !command.words.includes('-c')
      ? 'runs tests, which belong on the target platform'
      : undefined,
  );

const runsItsOutput: Rule = ({ commands }) => {
  const bare = (path: string) => path.replace(/^\.\//, '');
  const outputs = new Set(commands.flatMap(outputsOf).map(bare));
  return firstOf(commands, ({ words: [program = ''] }) =>
    program.includes('/') && outputs.has(bare(program)) ? `runs ${program}, which was built for the target` : undefined,
  );
};

export const artifactRules: readonly Rule[] = [
  replacedGo,
  foreignPackages,
  machinePackages,
  goGet,
  librariesOfABinary,
  fixedArtifact,
  tests,
  runsItsOutput,
];

// Whether shellcheck and shfmt find nothing in the shell scripts: `npm run lint:shell`. Where one of them is not installed it
// says so and lets it pass, but not in CI.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Scripts without an ending, which only their first line tells. */
const PROGRAMS = /^(lab|bench|\.ci)\/[\w-]+$/;

/** Of files that are committed, the shell scripts: `injected` ones run inside builds, by sh; the others by what they say. */
export function shellScripts(files, firstLine) {
  const scripts = files.filter(
    (file) => file.endsWith('.sh') || (PROGRAMS.test(file) && /^#!.*\b(ba|da)?sh\b/.test(firstLine(file))),
  );
  return {
    injected: scripts.filter((file) => file.startsWith('src/')),
    own: scripts.filter((file) => !file.startsWith('src/')),
  };
}

/** What is run, as argv. The style of shfmt is in .editorconfig. */
export function checks({ injected, own }) {
  return [
    ['shellcheck', '--shell=sh', ...injected],
    ['shellcheck', '--external-sources', '--source-path=SCRIPTDIR', ...own],
    ['shfmt', '--diff', ...injected, ...own],
  ];
}

/** Whether a program finds nothing, or may be missing here. */
function passes([program, ...args]) {
  const { error, status } = spawnSync(program, args, { stdio: 'inherit' });
  if (error === undefined) return status === 0;
  if (error.code === 'ENOENT' && !process.env.CI) {
    console.log(`${program} is not installed, so it does not check the shell scripts: apt-get install ${program}`);
    return true;
  }
  console.error(`${program} cannot be started: ${error.message}. CI needs it: apt-get install ${program}`);
  return false;
}

function main() {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
  const firstLine = (file) => readFileSync(file, 'utf8').split('\n', 1)[0];
  const results = checks(shellScripts(files, firstLine)).map(passes);
  process.exitCode = results.every(Boolean) ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();

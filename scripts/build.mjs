// Makes dist/ from src/; with --check it says whether the committed dist/ is what src/ gives.
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { renamed, stableNames } from './dist-names.mjs';
import { bundledPackages, notices, readPackage } from './notices.mjs';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const check = process.argv.includes('--check');

// @actions/http-client imports undici for one function that nothing here calls, and it is 0.4 MB that every start would read
const withoutUndici = {
  name: 'without-undici',
  setup(bundle) {
    bundle.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'stub' }));
    bundle.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({
      contents: 'export class ProxyAgent { constructor() { throw new Error("undici is not bundled"); } }',
    }));
  },
};

const result = await build({
  entryPoints: {
    main: 'src/entries/main.ts',
    post: 'src/entries/post.ts',
    cli: 'src/entries/cli-main.ts',
    setup: 'src/entries/setup-main.ts',
    merge: 'src/entries/merge-main.ts',
    meta: 'src/entries/meta-main.ts',
  },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // what a step rarely needs (downloads, caches, YAML) becomes files of its own that are read on demand
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  loader: { '.sh': 'text', '.pl': 'text' },
  define: { CROSSBUILD_VERSION: JSON.stringify(version) },
  plugins: [withoutUndici],
  banner: {
    js: "import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);",
  },
  // where node_modules is a link, what is in it has the same path as everywhere
  preserveSymlinks: true,
  write: false,
  metafile: true,
});

const names = stableNames(result.metafile);
const made = new Map(
  result.outputFiles.map(({ path, text }) => [
    names.get(join('dist', basename(path))),
    Buffer.from(renamed(text, names)),
  ]),
);
const packages = await Promise.all(bundledPackages(result.metafile).map(readPackage));
made.set('THIRD_PARTY_NOTICES.txt', Buffer.from(notices(packages)));
if (check) {
  const committed = await readdir('dist');
  const differ = [];
  for (const name of new Set([...made.keys(), ...committed])) {
    const old = await readFile(join('dist', name)).catch(() => undefined);
    if (old === undefined || !made.has(name) || !old.equals(made.get(name))) differ.push(name);
  }
  if (differ.length > 0) {
    console.error(`dist/ is not what src/ gives: ${differ.sort().join(', ')}; run npm run build`);
    process.exit(1);
  }
  console.log(`dist/ is what src/ gives (${made.size} files, ${total()} bytes)`);
} else {
  await rm('dist', { recursive: true, force: true });
  const { mkdir, writeFile } = await import('node:fs/promises');
  await mkdir('dist');
  for (const [name, contents] of made) await writeFile(join('dist', name), contents);
  console.log(`${made.size} files, ${total()} bytes`);
}

function total() {
  return [...made.values()].reduce((sum, { length }) => sum + length, 0);
}

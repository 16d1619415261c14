// The notices that go with dist/: the licence of each package whose code is in it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LICENCE = /^(licen[cs]e|copying|notice)([.-](mit|bsd|apache|md|txt))*$/i;

/** The folders of the packages whose code is in the bundle, such as node_modules/yaml; by esbuild's metafile. */
export function bundledPackages({ outputs }) {
  const folders = new Set();
  for (const { inputs } of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  return [...folders].sort();
}

/** The name, the version, the licence and its text, of the package in a folder. */
export async function readPackage(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const { name, version, license } = manifest;
  if (typeof license !== 'string')
    throw new Error(
      `${name} ${version} is bundled into dist/, and its package.json names no licence. Do without the package, or read its licence in its repository and teach scripts/notices.mjs about it.`,
    );
  const text = texts.map((one) => one.replaceAll('\r\n', '\n').trim()).join('\n\n');
  return { name, version, license, text: text === '' ? withoutText(manifest) : text };
}

/** What stands for the text of a licence that a package names and does not bring along. */
function withoutText({ license, author, repository }) {
  const by = typeof author === 'string' ? author : author?.name;
  const from = typeof repository === 'string' ? repository : repository?.url;
  const details = [by && `Author: ${by}.`, from && `Source: ${from}.`].filter(Boolean);
  return [`The package names its licence, ${license}, and has no file with its text.`, ...details].join('\n');
}

/** The page of notices; packages of one licence text stand together above it. */
export function notices(packages) {
  const byText = new Map();
  for (const one of packages) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  const parts = [...byText].map(
    ([text, group]) =>
      `${group.map(({ name, version, license }) => `${name} ${version} (${license})`).join('\n')}\n\n${text}\n`,
  );
  const head = 'The files beside this one hold code of these packages. Made by scripts/notices.mjs; do not edit.\n';
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

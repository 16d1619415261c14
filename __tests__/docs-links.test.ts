import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '..');
const inFolder = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const PAGES = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['docs', 'examples', 'lab', 'bench'].flatMap(inFolder),
];

const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Every link of a page that stays in this repository: path and anchor. */
function links(page: string): { readonly path: string; readonly anchor: string }[] {
  const text = read(page).replaceAll(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = '', anchor = ''] = link.split('#');
      return { path: path === '' ? page : join(dirname(page), path), anchor };
    });
}

/** Anchors as GitHub makes them from headings, and those written as `<a id="…">`. */
function anchors(page: string): string[] {
  const text = read(page).replaceAll(/^```[\s\S]*?^```/gm, '');
  const headings = [...text.matchAll(/^#+ +(.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)];
}

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const broken = links(page).filter(
    ({ path, anchor }) =>
      !existsSync(join(root, path)) || (anchor !== '' && path.endsWith('.md') && !anchors(path).includes(anchor)),
  );
  expect(broken).toEqual([]);
});

test('every page of docs can be reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached)
    if (page.endsWith('.md') && existsSync(join(root, page))) for (const { path } of links(page)) reached.add(path);
  expect(PAGES.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
});

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/internals.md'])('every path that %s names is there', (page) => {
  const paths = [
    ...read(page).matchAll(/`((?:src|__tests__|scripts|docs|lab|bench|setup|merge|\.github)\/[\w./-]*)`/g),
  ];
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

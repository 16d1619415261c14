// Pins the images that a step runs or builds from by itself to the newest release, or to what their moving tag is now, and
// to its digest: src/inputs/images.json and the defaults in the action.yml files.
//   node scripts/image-digests.mjs [--registry=https://registry-1.docker.io] [--root=folder]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import semver from 'semver';

const { values } = parseArgs({
  options: {
    registry: { type: 'string', default: 'https://registry-1.docker.io' },
    root: { type: 'string', default: new URL('..', import.meta.url).pathname },
  },
});

/**
 * By their names in the table. `release` tells which tags are releases, and their versions: `qemu-v10.2.3-68` is 10.2.3 with
 * the build 68. `tag` is one that moves. `as` is how the image is written, where that is not by its repository.
 */
const IMAGES = {
  binfmt: {
    repository: 'tonistiigi/binfmt',
    as: 'docker.io/tonistiigi/binfmt',
    release: /^qemu-v(\d+\.\d+\.\d+)-(\d+)$/,
    inputs: ['action.yml', 'setup/action.yml'],
  },
  buildkit: { repository: 'moby/buildkit', tag: 'buildx-stable-1' },
  scanner: { repository: 'docker/buildkit-syft-scanner', tag: 'stable-1' },
  donor: { repository: 'library/debian', as: 'debian', tag: 'stable-slim' },
};

const LISTS = 'application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json';

/** Asks the registry, with a token for reading where it wants one. */
async function ask(path, headers = {}, method = 'GET') {
  const url = `${values.registry}/v2/${path}`;
  const first = await fetch(url, { method, headers });
  const challenge = /realm="([^"]+)",service="([^"]+)",scope="([^"]+)"/.exec(
    first.headers.get('www-authenticate') ?? '',
  );
  if (first.status !== 401 || challenge === null) return checked(first, url);
  const [, realm, service, scope] = challenge;
  const token = await checked(await fetch(`${realm}?service=${service}&scope=${scope}`), realm);
  const authorization = `Bearer ${(await token.json()).token}`;
  return checked(await fetch(url, { method, headers: { ...headers, authorization } }), url);
}

function checked(response, url) {
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

async function newestRelease({ repository, release }) {
  const { tags } = await (await ask(`${repository}/tags/list`)).json();
  const releases = tags.flatMap((tag) => {
    const [, version, build] = release.exec(tag) ?? [];
    return version === undefined ? [] : [{ tag, version, build: Number(build) }];
  });
  const [first] = releases.sort((a, b) => semver.rcompare(a.version, b.version) || b.build - a.build);
  if (first === undefined) throw new Error(`${repository} has no tag that is a release`);
  return first.tag;
}

async function pinned(image) {
  const { repository, as = repository } = image;
  const tag = image.tag ?? (await newestRelease(image));
  const answer = await ask(`${repository}/manifests/${tag}`, { accept: LISTS }, 'HEAD');
  const digest = answer.headers.get('docker-content-digest');
  if (!/^sha256:[0-9a-f]{64}$/.test(digest ?? '')) throw new Error(`${repository}:${tag} has no digest`);
  return `${as}:${tag}@${digest}`;
}

const file = join(values.root, 'src/inputs/images.json');
const known = JSON.parse(await readFile(file, 'utf8'));
const changed = [];
for (const [name, image] of Object.entries(IMAGES)) {
  const before = known[name];
  const after = await pinned(image);
  if (after === before) continue;
  changed.push(after.replace(/@.*/, ''));
  known[name] = after;
  for (const input of (image.inputs ?? []).map((one) => join(values.root, one)))
    await writeFile(input, (await readFile(input, 'utf8')).replaceAll(before, after));
}
await writeFile(file, `${JSON.stringify(known, null, 2)}\n`);
console.log(changed.length === 0 ? 'nothing new' : changed.join(', '));

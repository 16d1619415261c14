import { apk } from './apk.ts';
import { type Distribution, words } from './distribution.ts';

/** Alpine and the images made of it. */
export const alpine: Distribution = {
  family: 'alpine',
  label: 'Alpine',
  images: words('alpine caddy traefik registry docker'),
  isNamedBy: ({ name, tag }) => name === 'alpine' || tag.includes('alpine'),
  codenames: {},
  numbered: ({ name, tag }) => (name === 'alpine' ? /^(\d+\.\d+)/ : /alpine(\d+\.\d+)/).exec(tag)?.[1],
  packages: apk,
  borrows: true,
};

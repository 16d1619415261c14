import { apk } from './apk.ts';
import type { Distribution } from './distribution.ts';

/** Wolfi, which Chainguard's images are made of. It has no releases. */
export const wolfi: Distribution = {
  family: 'wolfi',
  label: 'Wolfi',
  images: new Set(),
  isNamedBy: ({ host, folder, name }) => host === 'cgr.dev' || folder[0] === 'chainguard' || name.includes('wolfi'),
  codenames: {},
  numbered: () => undefined,
  packages: apk,
  borrows: true,
};

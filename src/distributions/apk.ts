import { words } from './distribution.ts';
import type { PackageManager } from './package-manager.ts';

/** Alpine's and Wolfi's package manager (apk(8)). */
export const apk: PackageManager = {
  installers: ['apk'],
  installs: words('add'),
  fetches: words('update fetch cache'),
  helpers: [],
  lists: { apk: /^(info|list)$/ },
  foreignLibraries: true,
};

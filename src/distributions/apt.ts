import { words } from './distribution.ts';
import type { PackageManager } from './package-manager.ts';

/** APT and dpkg, of Debian and Ubuntu (apt-get(8), dpkg(1)). */
export const apt: PackageManager = {
  installers: ['apt-get', 'apt'],
  installs: words('install reinstall upgrade dist-upgrade full-upgrade build-dep satisfy'),
  fetches: words('update source download'),
  helpers: [
    ...['apt-cache', 'apt-mark', 'apt-key', 'apt-config', 'add-apt-repository'],
    ...['dpkg', 'dpkg-query', 'dpkg-reconfigure', 'dpkg-divert', 'dpkg-architecture', 'debconf-set-selections'],
  ],
  lists: {
    dpkg: /^(-[lLsS]|--(get-selections|list\w*|status|search))$/,
    'dpkg-query': 'always',
    apt: /^list$/,
  },
  foreignLibraries: true,
};

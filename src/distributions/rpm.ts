import { type Distribution, words } from './distribution.ts';
import type { PackageManager } from './package-manager.ts';

/** `1.24-azurelinux3.0`, `9-fedora`. */
const TAG = /(^|-)(azurelinux|mariner|cbl-mariner|fedora|oracle)/;
/** `8-al2023`, `ubi9-minimal`, `21-oraclelinux9`, `ol9`. */
const NUMBERED_TAG = /(^|-)(al20\d\d|ubi\d+|oraclelinux\d*|ol\d+)/;
/** `centos`, `ubi9`, `ubi9-minimal`, `go-toolset`. */
const NAME = /^(centos|ubi\d*(-.*)?|go-toolset|azurelinux)$/;
/** `ubi8/go-toolset`, `centos/python`. */
const FOLDER = /^(ubi\d+|centos)$/;

/** DNF, its predecessor, its small forms and SUSE's own (dnf(8), zypper(8)); they have no libraries for another architecture. */
const dnf: PackageManager = {
  installers: ['dnf', 'microdnf', 'tdnf', 'yum', 'zypper'],
  installs: words('install reinstall upgrade update groupinstall localinstall builddep in up dup'),
  fetches: words('makecache refresh ref download'),
  helpers: ['rpm'],
  lists: {},
  foreignLibraries: false,
};

/** Red Hat's distributions and the others with RPM packages, which are told apart nowhere. */
export const rpm: Distribution = {
  family: 'rhel',
  label: 'a distribution with RPM packages',
  images: words('fedora rockylinux almalinux oraclelinux amazonlinux amazoncorretto mysql openjdk'),
  isNamedBy: ({ folder, name, tag }) =>
    TAG.test(tag) || NUMBERED_TAG.test(tag) || NAME.test(name) || FOLDER.test(folder.at(-1) ?? ''),
  codenames: {},
  numbered: () => undefined,
  packages: dnf,
  borrows: true,
};

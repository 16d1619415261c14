import { sourceOfAny } from '../../model/any-of.ts';

/** Folders whose files belong to the distribution: in a stage on the build platform they are the build platform's. */
const SYSTEM_FOLDERS = sourceOfAny([
  // lib64, usr/bin
  /(usr\/)?(lib(x?32|64)?|bin|sbin|libexec)/,
  /usr(\/local)?/,
  // usr/local/lib, usr/local/go
  /usr\/local\/(lib(64)?|go)/,
  /etc|var|opt|nix/,
]);
const SYSTEM = new RegExp(String.raw`^\/?(${SYSTEM_FOLDERS})(\/|$)`);
const WHOLE = /^\/?(usr(\/local)?|etc|var|opt)\/?$/;
/** Where the loader looks: it names folders and libraries of one architecture. */
const LOADER = /^\/?etc\/ld\.so/;
/** Text and data in them, the same on every platform; and where people put their sources. */
const NEUTRAL_FOLDERS = sourceOfAny([
  /src/,
  // /usr/share/zoneinfo
  /share\/(zoneinfo|ca-certificates)/,
  // /usr/local/go/lib/time/zoneinfo.zip
  /local\/go\/(lib|misc|src)/,
]);
const NEUTRAL = new RegExp(String.raw`^\/?usr\/(${NEUTRAL_FOLDERS})(\/|$)`);

/** Whether a path of a stage takes in files of its distribution that differ by platform. Variables count as if they did. */
export function isSystem(path: string): boolean {
  if (/^\/?(\.\/?)*$/.test(path) || path.startsWith('$') || WHOLE.test(path) || LOADER.test(path)) return true;
  // a wildcard this high up takes in the distribution's folders
  if (/^\/?(usr\/(local\/)?)?[^/]*[*?[]/.test(path)) return true;
  return (
    SYSTEM.test(path) && !NEUTRAL.test(path) && !/^\/?(usr\/local|etc|var|opt)\/(?!(lib(64)?|go)(\/|$))/.test(path)
  );
}

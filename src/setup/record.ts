import { anyOf } from '../model/any-of.ts';
import type { Files } from '../system/ports.ts';
import { type EmulatorUse, isUse } from './emulators/emulator-users.ts';

/** What was created, so that it can be taken away again. Plain JSON: it travels from the main part to the post part. */
export interface SetupRecord {
  readonly builders: readonly { readonly name: string; readonly keepState: boolean }[];
  /** Builders of the user's that did not run before, by name. */
  readonly started: readonly string[];
  /** Builders that were made the current one, and which was it before. */
  readonly used: readonly { readonly builder: string; readonly before: string }[];
  /** Docker contexts. */
  readonly contexts: readonly string[];
  /** Names that were not registered before, such as `qemu-aarch64`, and the image that can remove them, at an engine that may be elsewhere. */
  readonly emulators: readonly {
    readonly image: string;
    readonly names: readonly string[];
    readonly endpoint?: string;
  }[];
  /** Volumes that say that this job uses emulators of an engine; see `useEmulators`. */
  readonly uses: readonly EmulatorUse[];
  /** Folders that `Files.tempFolder` made. */
  readonly folders: readonly string[];
  readonly containers: readonly string[];
  /** Images that were loaded or pulled only to start them. */
  readonly images: readonly string[];
  /** Registries that were logged in to. */
  readonly logins: readonly string[];
  /** Links to a buildx of ours in a folder of CLI plugins that this job uses, the binary that each leads to, and what says so. */
  readonly plugins: readonly { readonly link: string; readonly target: string; readonly use: string }[];
  /** The buildx to clean up with, the last one: `buildx` from the PATH, or one that was installed, with its hash. */
  readonly buildx: readonly RecordedBuildx[];
}

/** A buildx that the step worked with. */
export interface RecordedBuildx {
  readonly path: string;
  /** SHA-256 in hex; none for the command `buildx`. */
  readonly sha256?: string;
}

export function emptyRecord(): SetupRecord {
  return {
    builders: [],
    started: [],
    used: [],
    contexts: [],
    emulators: [],
    uses: [],
    folders: [],
    containers: [],
    images: [],
    logins: [],
    plugins: [],
    buildx: [],
  };
}

/** Collects what is created. `add` is called before the thing exists, so that a killed step is cleaned up too. */
export interface Recorder {
  add(part: Partial<SetupRecord>): void;
  /** Takes out again what is gone, or turned out to be somebody else's. */
  forget(part: Partial<SetupRecord>): void;
  record(): SetupRecord;
}

/** `save` gets the whole record after each addition. */
export function createRecorder(save: (record: SetupRecord) => void, start: SetupRecord = emptyRecord()): Recorder {
  let current = start;
  const replace = (next: SetupRecord) => {
    current = next;
    save(current);
  };
  return {
    record: () => current,
    forget: (part) => replace(without(current, part)),
    add: (part) => replace(joined(without(current, part), part)),
  };
}

function joined(record: SetupRecord, part: Partial<SetupRecord>): SetupRecord {
  const added = new Map<string, readonly unknown[]>(Object.entries(part));
  const all = Object.entries(record).map(([list, entries]: [string, readonly unknown[]]) => [
    list,
    [...entries, ...(added.get(list) ?? [])],
  ]);
  return Object.fromEntries(all) as SetupRecord;
}

/** A record without the entries of a part; entries are the same when they hold the same. */
function without(record: SetupRecord, part: Partial<SetupRecord>): SetupRecord {
  const gone = new Map(Object.entries(part).map(([list, entries]) => [list, new Set(entries.map(json))]));
  const kept = Object.entries(record).map(([list, entries]: [string, readonly unknown[]]) => [
    list,
    entries.filter((entry) => gone.get(list)?.has(json(entry)) !== true),
  ]);
  return Object.fromEntries(kept) as SetupRecord;
}

function json(entry: unknown): string {
  return JSON.stringify(entry);
}

/** Files whose temp folders are in the record before they exist, and out of it once they are gone. */
export function recordedFiles(files: Files, recorder: Recorder): Files {
  return {
    ...files,
    tempFolder: (purpose) => files.tempFolder(purpose, (path) => recorder.add({ folders: [path] })),
    remove: async (path) => {
      await files.remove(path);
      if (recorder.record().folders.includes(path)) recorder.forget({ folders: [path] });
    },
  };
}

/** The folder of the tool cache that buildx is kept in. */
export const BUILDX_TOOL = 'crossbuild-buildx';

const BUILDER = /^(?!default$)[a-zA-Z0-9][a-zA-Z0-9._-]*$/;
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;
const OURS = /^crossbuild-[a-zA-Z0-9_.-]+$/;
const EMULATOR = /^qemu-[a-z0-9_]+$/;
/** As `Tools.path` makes it. */
const INSTALLED = /[\\/]crossbuild-buildx[\\/][^\\/]+[\\/][^\\/]+[\\/]buildx(\.exe)?$/;
/** An image under a name that only `verify` gives, or by digest: no tag of the user's. */
const IMAGE = anyOf([
  /^crossbuild-verify:crossbuild-run-[a-z0-9]+$/,
  // registry.test/team/app@sha256:4f06…
  /^[a-zA-Z0-9][\w./:[\]-]*@sha256:[0-9a-f]{64}$/,
]);
const PLUGIN = /[\\/]cli-plugins[\\/]docker-buildx$/;
const ID = /^[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;
const WORD = /^[a-zA-Z0-9[][^\s]*$/;

/** Whether a path is that of a buildx that `ensureBuildx` installed. */
export function isInstalled(path: unknown): path is string {
  return matches(path, INSTALLED);
}

/**
 * Reads a record back. What does not look like something that this code records is left out: it is not ours to remove.
 * What looks right may be forged all the same; see `believe`.
 */
export function readRecord(value: unknown): SetupRecord {
  const all = fields(value);
  return {
    builders: list(all.builders).flatMap((item) => {
      const { name, keepState } = fields(item);
      return matches(name, BUILDER) ? [{ name, keepState: keepState === true }] : [];
    }),
    started: list(all.started).filter((item) => matches(item, BUILDER)),
    used: list(all.used).flatMap((item) => {
      const { builder, before } = fields(item);
      return matches(builder, BUILDER) && matches(before, NAME) ? [{ builder, before }] : [];
    }),
    contexts: list(all.contexts).filter((item) => matches(item, OURS)),
    emulators: list(all.emulators).flatMap((item) => {
      const { image, names, endpoint } = fields(item);
      const ours = list(names).filter((name) => matches(name, EMULATOR));
      const where = endpoint === undefined || matches(endpoint, WORD);
      if (!matches(image, WORD) || ours.length === 0 || !where) return [];
      return [{ image, names: ours, ...(endpoint === undefined ? {} : { endpoint }) }];
    }),
    uses: list(all.uses).flatMap((item) => {
      const { volume, image, endpoint } = fields(item);
      const ours = typeof volume === 'string' && isUse(volume);
      const where = endpoint === undefined || matches(endpoint, WORD);
      if (!ours || !matches(image, WORD) || !where) return [];
      return [{ volume, image, ...(endpoint === undefined ? {} : { endpoint }) }];
    }),
    folders: list(all.folders).filter((item) => typeof item === 'string'),
    containers: list(all.containers).filter((item) => matches(item, OURS)),
    images: list(all.images).filter((item) => matches(item, IMAGE)),
    logins: list(all.logins).filter((item) => matches(item, WORD)),
    plugins: list(all.plugins).flatMap((item) => {
      const { link, target, use } = fields(item);
      const ours = matches(link, PLUGIN) && isInstalled(target) && matches(use, ID);
      return ours ? [{ link, target, use }] : [];
    }),
    buildx: list(all.buildx).flatMap((item) => {
      const { path, sha256 } = fields(item);
      if (path === 'buildx') return [{ path }];
      return typeof path === 'string' && matches(sha256, HASH) ? [{ path, sha256 }] : [];
    }),
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

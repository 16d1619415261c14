import { readInputs } from '../inputs/inputs.ts';
import type { Env } from '../system/ports.ts';
import type { Tools } from '../system/tools.ts';
import { mirrored } from './login/registries.ts';
import { isBuilderName } from './own-names.ts';
import { BUILDX_TOOL, type RecordedBuildx, type SetupRecord } from './record.ts';

/** What a step was asked for; its record has to agree with it. */
export interface Asked {
  /** The image that registers emulators. */
  readonly image: string;
  /** The user's builder. */
  readonly builder: string | undefined;
}

/** The post part has the inputs of its step, which nothing that is printed can change. */
export function askedOf(env: Env): Asked {
  const { inputs } = readInputs(env);
  return { image: mirrored(inputs.binfmtImage, inputs.mirror), builder: inputs.builder };
}

/** What of a record is taken for true. */
export interface Believed {
  /** Without what is not this step's. */
  readonly record: SetupRecord;
  /** The command of the buildx to clean up with; undefined is docker's own. */
  readonly buildx: string | undefined;
  /** What is not done, and why, in sentences for the user. */
  readonly doubts: readonly string[];
}

/**
 * A record comes through the runner, where others may have written it. So a program of it is run only where it is the one
 * that this step installed, an image only when it is the input's, and only builders that this step can have made or started
 * are touched.
 */
export async function believe(record: SetupRecord, asked: Asked, tools: Tools): Promise<Believed> {
  const last = record.buildx.at(-1);
  const doubt = last === undefined ? undefined : await doubtOfProgram(last, tools);
  const mayBe = (name: string) => isBuilderName(name) || name === asked.builder;
  const ofImage = ({ image }: { readonly image: string }) => image === asked.image;
  return {
    record: {
      ...record,
      builders: record.builders.filter(({ name }) => mayBe(name)),
      started: record.started.filter(mayBe),
      used: record.used.filter(({ builder }) => mayBe(builder)),
      emulators: record.emulators.filter(ofImage),
      uses: record.uses.filter(ofImage),
    },
    buildx: doubt === undefined ? last?.path : undefined,
    doubts: [
      ...(doubt === undefined ? [] : [doubt]),
      ...builderNames(record)
        .filter((name) => !mayBe(name))
        .map((name) => `builder ${name} is left as it is: the state names it, but it is not the builder of this step`),
      ...doubtsOfImages(record, asked),
    ],
  };
}

function builderNames({ builders, started, used }: SetupRecord): string[] {
  return [...new Set([...builders.map(({ name }) => name), ...started, ...used.map(({ builder }) => builder)])];
}

/** Why a program is not run; undefined when it may be. */
async function doubtOfProgram({ path, sha256 }: RecordedBuildx, tools: Tools): Promise<string | undefined> {
  if (path === 'buildx') return undefined;
  const instead = "docker's own buildx cleans up";
  if (!tools.isPath(BUILDX_TOOL, path))
    return `${path} is not run: the state names it, but Crossbuild keeps no buildx there; ${instead}`;
  const found = await tools.sha256(path).catch(() => undefined);
  if (found === undefined) return `${path} is not run: it cannot be read any more; ${instead}`;
  if (found === sha256) return undefined;
  return `${path} is not run: its SHA-256 is ${found}, the one that the step worked with had ${sha256}; ${instead}`;
}

function doubtsOfImages({ emulators, uses }: SetupRecord, { image }: Asked): string[] {
  const others = new Set([...emulators, ...uses].map((one) => one.image).filter((one) => one !== image));
  return [...others].map((other) => {
    const names = emulators.filter((one) => one.image === other).flatMap((one) => one.names);
    const what = names.length === 0 ? 'emulators' : names.join(', ');
    return `${what} may stay registered: the state names the image ${other}, binfmt-image is ${image}; nothing of ${other} is run`;
  });
}

import type { Platform } from '../platform/platform.ts';

/** A node of a builder, as `buildx ls` tells it, or as the node that will be created. */
export interface NodeFacts {
  readonly name: string;
  readonly endpoint: string;
  /** `running`, `stopped`, `inactive` … as buildx says; `planned` for a node that does not exist yet. */
  readonly status: string;
  /** In the node's order: the first is what its machine is. Emulated ones are listed too, once registered. */
  readonly platforms: readonly Platform[];
  readonly version?: string;
  /** Why the node does not answer. */
  readonly error?: string;
  readonly driverOpts: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
  /** Name → content of the config files stored with the node. */
  readonly configFiles: Readonly<Record<string, string>>;
}

/** A builder instance that exists. */
export interface BuilderFacts {
  readonly name: string;
  readonly driver: string;
  readonly current: boolean;
  readonly nodes: readonly NodeFacts[];
}

/** The Docker engine that `docker info` reaches. */
export interface EngineFacts {
  readonly version: string;
  /** The platform of its machine. */
  readonly platform: Platform;
  /** Whether its image store is containerd's, which can load several platforms at once. */
  readonly multiPlatformStore: boolean;
  readonly rootless: boolean;
}

export interface BuildxFacts {
  readonly version: string;
  /** `['docker', 'buildx']`, or `['/path/to/buildx']` where there is no docker CLI. */
  readonly command: readonly string[];
}

/** What a base image's config says; undefined members are not known (no registry in reach, or not asked). */
export interface BaseFacts {
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly onbuild: readonly string[];
  readonly platforms: readonly Platform[];
}

/** Everything that was found out before planning. */
export interface Facts {
  /** The platform of the machine that this process runs on. */
  readonly host: Platform;
  readonly engine?: EngineFacts;
  readonly buildx?: BuildxFacts;
  /** The builder that the user named, when it exists. */
  readonly builder?: BuilderFacts;
  /** The machines of a builder that does not exist yet, as far as the inputs tell them. */
  readonly nodes?: readonly Platform[];
  readonly dockerfile: DockerfileFacts;
  /** Why no emulator can be registered on the builder's node, when it is known that none can. */
  readonly noEmulator?: string;
  /** By reference, as expanded from the Dockerfile. */
  readonly bases: Readonly<Record<string, BaseFacts>>;
}

export interface DockerfileFacts {
  /** Where it was read from, as shown to the user: relative to the workspace, or the name inside a git context. */
  readonly path: string;
  readonly text: string;
  /** The text of `<Dockerfile>.dockerignore`, when there is one. */
  readonly ignore?: string;
}

/** An emulator: registered by this step's image, registered before, or a matter of the node. */
export interface EmulatorInUse {
  readonly from: 'image' | 'before' | 'node';
  /** With its version, as far as that is known. */
  readonly name: string;
}

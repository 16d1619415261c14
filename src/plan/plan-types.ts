import type { Problem } from '../model/problem.ts';
import type { Strategy } from '../model/strategy.ts';
import type { SecretEnv } from '../toolchain/secret-env.ts';

/** What is done with one stage for one platform. */
export interface StagePlan {
  readonly index: number;
  /** The stage's name, or its number. */
  readonly stage: string;
  readonly strategy: Strategy;
  /** One sentence: why this strategy, and where it is not `cross` or `native`, why not those. */
  readonly because: string;
}

export interface PlatformPlan {
  readonly platform: string;
  /** The strategy of the stages that decide how long the platform takes. */
  readonly strategy: Strategy;
  readonly because: string;
  readonly stages: readonly StagePlan[];
}

/** The Dockerfile to build with. */
export interface DockerfilePlan {
  /** What BuildKit gets. Equal to the user's text when nothing is injected. */
  readonly text: string;
  readonly changed: boolean;
  /** A unified diff of the user's lines; toolchain stages are left out and counted in one line. */
  readonly diff: string;
  /** The user's line for a line of `text`, or the user's line after which it was inserted. */
  readonly userLine: (line: number) => { readonly line: number; readonly inserted: boolean };
  readonly secrets: readonly SecretEnv[];
  /** How many stages stand before the user's first. */
  readonly insertedStages: number;
}

/** Files that one stage hands to another and that end up in the image. */
export interface Handover {
  /** The stage's name, or `stage 1`. */
  readonly stage: string;
  readonly path: string;
  /** The user's line of the COPY. */
  readonly line: number;
  /** Set when it comes from a build context or an address: what that is. */
  readonly source?: string;
}

/** A build that gives the handed-over files of some platforms: folder `n` holds what the n-th hand-over copies. */
export interface HandoverBuild {
  readonly platforms: readonly string[];
  readonly files: readonly Handover[];
  /** The Dockerfile with one more stage, `crossbuild-handover`. */
  readonly text: string;
}

/** A stage that lists what it, and what it is based on, made. */
export interface MadeStage {
  /** The stage's name, or `stage 1`. */
  readonly stage: string;
  /** The user's line of its FROM. */
  readonly line: number;
  /** The user's own instructions that may have made it, by their lines. */
  readonly steps: readonly { readonly line: number; readonly text: string }[];
  /** The stages that it takes files from, by COPY or by a mount. */
  readonly takesFrom: readonly string[];
}

/** A build that lists what stages of some platforms made: folder `n` holds the list of the n-th. */
export interface MadeBuild {
  readonly platforms: readonly string[];
  readonly stages: readonly MadeStage[];
  /** Whether the image itself is among them: then the list has all that any stage handed to it. */
  readonly whole: boolean;
  /** The Dockerfile with more stages, of which `crossbuild-handover` is the last. */
  readonly text: string;
}

/** What a step does, where it is known how much slower emulation does the same. */
export type StepKind = 'compiles' | 'configures' | 'packages';

/** A stage that plain emulation would run under an emulator, and that the plan builds faster. */
export interface SparedStage {
  readonly platform: string;
  readonly stage: string;
  /** Whether its programs run natively, or under the emulator with native tools in it. */
  readonly how: 'native' | 'accelerate';
  /** For each RUN of the stage, in its order, what gets faster in it; nothing where that is not known. */
  readonly runs: readonly (readonly StepKind[])[];
}

/** Everything that will be done to the platforms, decided before anything is. */
export interface Plan {
  readonly platforms: readonly PlatformPlan[];
  readonly dockerfile: DockerfilePlan;
  /** What to fetch back and check; one entry for all platforms unless their paths differ. */
  readonly handovers: readonly HandoverBuild[];
  /** What fetches the files that come from the build context or an address, where no step of the image lists them. */
  readonly contexts: readonly HandoverBuild[];
  /** What lists the files that the image's own stages make. */
  readonly made: readonly MadeBuild[];
  /** What goes into the image and is looked at by none of them. */
  readonly unseen: readonly string[];
  /** The emulators to register, as Docker names architectures; empty when nothing is emulated. */
  readonly emulators: {
    readonly architectures: readonly string[];
    /** Those that the builder needs. */
    readonly building: readonly string[];
    /** Those that the engine in reach needs, to start what was built. */
    readonly running: readonly string[];
    readonly because: string;
  };
  /** What is spared against emulation of everything; see sparedStages. */
  readonly spared: readonly SparedStage[];
  readonly notes: readonly string[];
  /** Why no image is to be made of it. */
  readonly problems: readonly Problem[];
}

import type { Platform } from '../platform/platform.ts';
import type { Names } from './evaluate/names.ts';

/** A span of the user's text: offsets are UTF-16 units, `line` and `endLine` 1-based and inclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
}

/** A flag of an instruction, `--mount=type=bind,from=x` has the name `mount`. */
export interface Flag {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

export interface Heredoc {
  readonly delimiter: string;
  /** false when the delimiter is quoted: then Docker does not expand variables in it. */
  readonly expand: boolean;
  readonly body: string;
}

/** One instruction as written, continuation lines joined and comments inside dropped as BuildKit does. */
export interface Instruction {
  /** Upper case: FROM, RUN, COPY … */
  readonly keyword: string;
  readonly span: Span;
  /** Where the first flag or argument starts; flags are inserted here. */
  readonly argumentsAt: number;
  readonly flags: readonly Flag[];
  /** The arguments after the flags, logical line (joined), no heredoc bodies. */
  readonly text: string;
  /** The words of an exec (JSON) form, undefined in shell form. */
  readonly exec?: readonly string[];
  readonly heredocs: readonly Heredoc[];
  /** Where each source line of the instruction starts in `text` (offsets before it count as 0), first to last; for finding lines again. */
  readonly breaks?: readonly { readonly at: number; readonly line: number }[];
}

export interface Directives {
  /** `# syntax=`, as written. */
  readonly syntax?: string;
  /** `\\` unless `# escape=` says otherwise. */
  readonly escape: string;
  readonly check?: string;
}

/** A stage as written. */
export interface Stage {
  readonly index: number;
  /** Lower case, as BuildKit compares it; undefined when the stage has no name. */
  readonly name?: string;
  readonly from: Instruction;
  /** The base's text as written, variables unexpanded. */
  readonly base: string;
  /** The value of `--platform`, unexpanded. */
  readonly platform?: string;
  /** Everything after FROM up to the next FROM. */
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile as written, no variable expanded. */
export interface Dockerfile {
  readonly text: string;
  /** The name shown in errors. */
  readonly file?: string;
  readonly directives: Directives;
  /** ARGs before the first FROM. */
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
}

/** What a `from=` or FROM refers to after expansion. */
export type Reference =
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly reference: string }
  | { readonly kind: 'context'; readonly name: string }
  | { readonly kind: 'scratch' }
  /** A variable in it could not be evaluated; `why` names it. */
  | { readonly kind: 'unknown'; readonly text: string; readonly why: string };

/** One way in which a stage takes files from elsewhere. */
export interface Use {
  readonly how: 'copy' | 'mount';
  readonly from: Reference;
  /** COPY: the source paths, expanded; mount: its `source`, or `/`. */
  readonly paths: readonly string[];
  readonly instruction: Instruction;
}

/** A stage evaluated for one target platform. */
export interface EvaluatedStage {
  readonly stage: Stage;
  readonly base: Reference;
  /** The root of the FROM chain: an image, scratch, a named context or unknown. */
  readonly root: Exclude<Reference, { kind: 'stage' }>;
  /** The stages from this one down to the root, nearest first (this stage included); made anew whenever it is asked for. */
  readonly chain: readonly number[];
  /** How many stages the chain has. */
  readonly depth: number;
  /** The last of the chain. */
  readonly rootIndex: number;
  /** The platform the stage's commands run for: the root's `--platform` decides (a stage based on a stage ignores its own). */
  readonly platform:
    | { readonly kind: 'target' }
    | { readonly kind: 'build' }
    | { readonly kind: 'fixed'; readonly platform: Platform }
    | { readonly kind: 'unknown'; readonly why: string };
  readonly uses: readonly Use[];
  /** ENV as far as the file tells, at the end of the stage: inherited from FROM stages, not from the base image. */
  readonly env: Names<string>;
  /** ENV and ARG values in force at each instruction (same order as `stage.instructions`), as a RUN there would see them; unknown ones absent. */
  readonly scopes: readonly Names<string>[];
}

/** A Dockerfile evaluated for one target platform and one `--target`. */
export interface Evaluated {
  readonly dockerfile: Dockerfile;
  readonly platform: Platform;
  /** The oldest BuildKit that may read the file, where it is known. */
  readonly buildkit?: string;
  readonly stages: readonly EvaluatedStage[];
  /** The index of the stage that becomes the image. */
  readonly target: number;
  /** The indexes that the target needs, through FROM, COPY --from and mounts, in file order. */
  readonly needed: readonly number[];
}

/** What evaluation needs to know besides the file. */
export interface EvaluationOptions {
  readonly platform: Platform;
  readonly buildPlatform: Platform;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Named contexts, by lower-case name. */
  readonly contexts: Readonly<Record<string, string>>;
  readonly target?: string;
  /** The oldest BuildKit that may read the file, where it is known. */
  readonly buildkit?: string;
  /** ENV of base images where it is known, by reference as written in the file after expansion. */
  readonly baseEnv?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

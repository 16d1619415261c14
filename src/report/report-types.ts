import type { Problem } from '../model/problem.ts';
import type { PlatformPlan } from '../plan/plan-types.ts';
import type { BuildRecord } from '../progress/progress.ts';
import type { Hint } from './messages/messages.ts';
import type { Asked } from './reproduce.ts';

/** A layer of an image. */
export interface Layer {
  readonly digest: string;
  /** Compressed. */
  readonly bytes: number;
  /** The instruction that made it. */
  readonly by?: string;
}

/** What was found out about one platform of the result. */
export interface VerifiedPlatform {
  readonly platform: string;
  readonly digest?: string;
  /** Compressed bytes of its layers and config. */
  readonly bytes?: number;
  readonly layers?: readonly Layer[];
  /** Whether config and binaries are of this architecture; undefined when it was not checked. */
  readonly architectureOk?: boolean;
  /** What it wrote when it was started, and how that ended (`exit 0`). */
  readonly said?: { readonly firstLine: string; readonly exit: string };
}

/** The image that a tag named before this build. */
export interface PreviousImage {
  /** Which one it is, as shown: `ghcr.io/o/app:latest`. */
  readonly name: string;
  readonly platforms: readonly { readonly platform: string; readonly layers: readonly Layer[] }[];
}

/** Everything that the job summary tells. */
export interface SummaryData {
  /** Where the image is; without one it went elsewhere, as `destination` says. */
  readonly image?: { readonly name: string; readonly digest: string };
  /** One sentence: where the result went. */
  readonly destination: string;
  readonly tags: readonly string[];
  readonly platforms: readonly PlatformPlan[];
  readonly record?: BuildRecord;
  /** About how much longer emulation would have taken, in milliseconds; see timeSaved. */
  readonly savedMs?: number;
  readonly verified: readonly VerifiedPlatform[];
  /** How many binaries were looked at. */
  readonly checkedBinaries: number;
  /** What went into the image and was not looked at. */
  readonly unseen: readonly string[];
  /** How many attestation manifests the result has. */
  readonly attestations: number;
  /** The Dockerfile as the user knows it, relative to the workspace. */
  readonly dockerfile: string;
  /** The page that shows that file, to which `#L7` can be added. */
  readonly dockerfileUrl?: string;
  /** What was put into the Dockerfile; empty when nothing was. */
  readonly diff: string;
  readonly notes: readonly string[];
  /** Why the build was run again without injection. */
  readonly fellBack?: string;
  readonly previous?: PreviousImage;
  /** What is wrong with the result, or kept the build from starting. */
  readonly problems: readonly Problem[];
  readonly hint?: Hint;
  /** What the build was asked for; undefined where nothing was built. */
  readonly asked?: Asked;
}

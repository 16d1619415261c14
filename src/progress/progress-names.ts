/** What the name of a vertex says: BuildKit writes `[linux/amd64->arm64 build 2/7] RUN …` for a step of a Dockerfile. */
export interface StepName {
  /** The platform that the step works for; empty when the name tells none, as in a build for one platform. */
  readonly platform: string;
  /** The same as BuildKit writes it: `linux/amd64->arm64` runs on one platform and works for another. */
  readonly where: string;
  /** As BuildKit names it, `stage-2` when it has no name; empty in a Dockerfile with one stage. */
  readonly stage: string;
  /** `2/7`. */
  readonly position: string;
  /** The instruction as the user wrote it, continued lines joined: what Crossbuild put in is taken out. */
  readonly instruction: string;
  /** Whether anything was taken out. */
  readonly injected: boolean;
}

const STEP = /^\[(?!\s)([^\]]*)\]\s+([\s\S]*)$/;

/** A mount, and the blanks after it. */
const MOUNT = /--mount=(\S*)(\s*)/g;
/** A mount of ours: out of a `crossbuild-` stage, or a secret with such an id. */
const OURS = /[=,](from|id)=crossbuild-/;

/** undefined for what is no step of a Dockerfile: `[internal] …`, `exporting to image`. */
export function parseStepName(name: string): StepName | undefined {
  const [, head = '', text = ''] = STEP.exec(name) ?? [];
  const words = head.split(/\s+/);
  const position = words.pop() ?? '';
  const platform = /[^/]\/[^/]/.test(words[0] ?? '') ? (words.shift() ?? '') : '';
  const stage = words.shift() ?? '';
  if (!/^\d+\/\d+$/.test(position) || stage.includes('/') || words.length > 0) return undefined;
  const instruction = withoutInjected(text);
  return {
    platform: targetOf(platform),
    where: platform,
    stage,
    position,
    instruction: instruction.trim(),
    injected: instruction !== text,
  };
}

/** Takes our flags out of an instruction, or out of a line of one. */
export function withoutInjected(text: string): string {
  return text.replace(MOUNT, (flag, value: string, blanks: string) => (blanks !== '' && OURS.test(value) ? '' : flag));
}

/** `linux/amd64->arm/v7` works for linux/arm/v7; BuildKit leaves out an operating system that is the same. */
function targetOf(text: string): string {
  const [base = '', target] = text.split('->');
  if (target === undefined) return base;
  const os = base.slice(0, base.indexOf('/'));
  return /^(linux|windows|darwin|freebsd|wasip1)\//.test(target) ? target : `${os}/${target}`;
}

/** What the user calls a stage that BuildKit numbered: `stage 0` is the first one of the user's own file. */
export function stageLabel(stage: string, insertedStages: number, userText: string): string {
  const number = /^stage-(\d+)$/.exec(stage)?.[1];
  if (number === undefined || new RegExp(`\\bas\\s+${stage}\\s*$`, 'im').test(userText)) return stage;
  return `stage ${Math.max(0, Number(number) - insertedStages)}`;
}

/** Whether a stage makes tools for the steps of others. */
export function isToolStage(stage: string): boolean {
  return stage.startsWith('crossbuild-');
}

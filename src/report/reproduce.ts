/** What a build was asked for, as far as somebody needs it to run the same build by hand. */
export interface Asked {
  readonly file: string;
  /** A folder or a git URL. */
  readonly context: string;
  readonly target?: string | undefined;
  /** `NAME=value`; the values are not shown, as a summary is public. */
  readonly buildArgs: readonly string[];
  readonly secretIds: readonly string[];
}

/**
 * The command that builds the user's own Dockerfile for one platform with docker alone. It has no value of a build
 * argument or secret: `--build-arg=NAME` takes it from the environment, and so does a secret.
 */
export function reproduction(asked: Asked, platform: string): string {
  const args = [
    `--platform=${platform}`,
    `--file=${asked.file}`,
    ...(asked.target === undefined ? [] : [`--target=${asked.target}`]),
    ...asked.buildArgs.map((one) => `--build-arg=${one.split('=', 1)}`),
    ...asked.secretIds.map((id) => `--secret=id=${id},env=${id.toUpperCase().replaceAll(/\W/g, '_')}`),
  ];
  return ['docker', 'buildx', 'build', ...args, asked.context].map(shellWord).join(' ');
}

/** How to find out whose failure it is. */
export interface ByHand {
  readonly title: string;
  readonly advice: string;
  readonly command: string;
}

/** The same build without Crossbuild; undefined where no platform failed, or nothing is known of what was asked for. */
export function byHand(
  { asked, diff }: { readonly asked?: Asked; readonly diff: string },
  { platform }: { readonly platform: string },
): ByHand | undefined {
  if (asked === undefined || platform === '') return undefined;
  const changed = diff.trim() !== '';
  return {
    title: 'Is it Crossbuild?',
    advice: changed
      ? 'Run it again with strategy: emulate, or build the Dockerfile as it is by hand. If that fails too, the cause is the Dockerfile, a base image or the emulator.'
      : 'It put nothing into the Dockerfile. The same build by hand:',
    command: reproduction(asked, platform),
  };
}

/** A word as a POSIX shell reads it: `a b` becomes `'a b'`. */
function shellWord(word: string): string {
  return /^[\w./:=,@%+#-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

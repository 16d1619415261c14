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

/** A word as a POSIX shell reads it: `a b` becomes `'a b'`. */
function shellWord(word: string): string {
  return /^[\w./:=,@%+#-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A value that an accelerated step gets as an environment variable, through a build secret. */
export interface SecretEnv {
  readonly id: string;
  readonly env: string;
  readonly value: string;
}

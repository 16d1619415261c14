/** What is checked of what was built; the last two start every image too. */
export type Verify = 'off' | 'check' | 'run' | 'run-with-network';

/** Whether images are started to verify them. */
export function starts(verify: Verify): boolean {
  return verify === 'run' || verify === 'run-with-network';
}

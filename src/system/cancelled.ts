import { UserError } from '../model/problem.ts';

/** The runner interrupted the step: what was going on ends, and nothing after it is done but cleaning up. */
export class Cancelled extends UserError {
  constructor() {
    super({ what: 'the step was cancelled', why: 'the runner interrupted it' });
    this.name = 'Cancelled';
  }
}

/** Ends a wait when the step is cancelled. What is waited for may go on, as nobody can end it; its result is lost. */
export function unlessCancelled<T>(result: Promise<T>, cancelled: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new Cancelled());
    if (cancelled.aborted) cancel();
    cancelled.addEventListener('abort', cancel, { once: true });
    result.then(resolve, reject).finally(() => cancelled.removeEventListener('abort', cancel));
  });
}

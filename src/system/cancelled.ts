import { UserError } from '../model/problem.ts';

/** The runner interrupted the step: what was going on ends, and nothing after it is done but cleaning up. */
export class Cancelled extends UserError {
  constructor() {
    super({ what: 'the step was cancelled', why: 'the runner interrupted it' });
    this.name = 'Cancelled';
  }
}

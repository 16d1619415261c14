import { describe, expect, test } from '@jest/globals';
import { explainPlan, planDetails } from '../../src/report/explain.ts';
import { planOf } from '../plan/support.ts';

const ONE = planOf('FROM gcc:14\nRUN make\n', { platforms: ['linux/arm64'] });
const TWO = planOf('FROM golang:1.26-bookworm AS b\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /a /a\n');
const REASON = 'native compilers for the step in line 2: it runs make';

describe('the plan as text', () => {
  test('the reason of an only stage stands there once', () => {
    expect(explainPlan(ONE).split(REASON)).toHaveLength(2);
    expect(explainPlan(ONE)).toContain(`linux/arm64: accelerate - ${REASON}`);
  });

  test('of several stages, each has its own', () => {
    expect(explainPlan(TWO)).toMatch(
      /^linux\/arm64: cross - b: .*\n {2}b: cross - .*\n {2}stage 1: native - it runs nothing$/m,
    );
  });

  test('beside a table of the platforms, only stages and the difference are told', () => {
    expect(planDetails(ONE)).not.toContain(REASON);
    expect(planDetails(ONE)).toMatch(/^--- a\/Dockerfile\n/);
    expect(planDetails(TWO)).toMatch(/^linux\/arm64:\n {2}b: cross - /m);
    expect(planDetails(TWO)).not.toMatch(/emulators: /);
  });
});

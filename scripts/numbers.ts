/** Gives a whole number below another one; the same row of them for the same seed. */
export type Numbers = (below: number) => number;

export function numbersFrom(seed: number): Numbers {
  let state = seed >>> 0;
  return (below) => {
    // xorshift32 on a state that is never 0
    state ||= 1;
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

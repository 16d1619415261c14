/** How a stage gets built for a platform; the four strategies of the design. */
export type Strategy = 'native' | 'cross' | 'accelerate' | 'emulate';

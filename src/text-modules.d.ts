/** Scripts that go into a build are bundled as text. */
declare module '*.sh' {
  const text: string;
  export default text;
}

declare module '*.pl' {
  const text: string;
  export default text;
}

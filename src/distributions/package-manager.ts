/** What is known of a distribution's package manager. */
export interface PackageManager {
  /** The programs that install: they take the verbs below. */
  readonly installers: readonly string[];
  /** Verbs that install packages. */
  readonly installs: ReadonlySet<string>;
  /** Verbs that fetch indexes or packages and install nothing. */
  readonly fetches: ReadonlySet<string>;
  /** The other programs of the package manager; like the installers they never compile by themselves. */
  readonly helpers: readonly string[];
  /** How a program is asked for the packages that are installed: by a word that looks like this, or whatever it is asked. */
  readonly lists: Readonly<Record<string, RegExp | 'always'>>;
  /** Whether it can install libraries for another architecture beside those of the machine. */
  readonly foreignLibraries: boolean;
}

/** The name of a program without its folder. */
function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

/** Whether a command is an installer of a package manager with one of the verbs. */
export function asks(
  { installers }: PackageManager,
  [program = '', ...rest]: readonly string[],
  verbs: ReadonlySet<string>,
): boolean {
  return installers.includes(nameOf(program)) && rest.some((word) => verbs.has(word));
}

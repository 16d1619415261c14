import { UserError } from '../model/problem.ts';

/** A repository and the tags that it is to get, as full references. */
export interface Wanted {
  readonly name: string;
  readonly tags: readonly string[];
}

/**
 * Tags one repository after the other.
 *
 * @throws {UserError} when one refuses; it also says which tags were made before, as nobody takes them back
 */
export async function tagEach<T extends Wanted>(all: readonly T[], tag: (one: T) => Promise<void>): Promise<void> {
  for (const [at, one] of all.entries()) {
    try {
      await tag(one);
    } catch (error) {
      const made = all.slice(0, at).flatMap(({ tags }) => tags);
      if (made.length === 0 || !(error instanceof UserError)) throw error;
      throw new UserError([...error.problems, partial(made, all.slice(at))], { cause: error });
    }
  }
}

function partial(made: readonly string[], left: readonly Wanted[]) {
  return {
    what: `${made.join(', ')} ${made.length === 1 ? 'names' : 'name'} the new image already; of ${left.flatMap(({ tags }) => tags).join(', ')} that is not sure`,
    why: 'registries are tagged one after the other, and a tag that was made stays',
    instead: 'run this job again when the registry accepts the tag',
  };
}

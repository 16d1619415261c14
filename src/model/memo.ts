/**
 * A pure function of a text that is worked out once for those that were asked about last; what it throws is not kept.
 *
 * @param most how many answers are kept
 * @param compute may take more, which the text tells as well
 */
export function memoText<V, More extends unknown[]>(
  most: number,
  compute: (text: string, ...more: More) => V,
): (text: string, ...more: More) => V {
  const known = new Map<string, V>();
  return (text, ...more) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = compute(text, ...more);
    for (const oldest of known.keys()) {
      if (known.size < most) break;
      known.delete(oldest);
    }
    known.set(text, value);
    return value;
  };
}

/** A pure function of an object that is worked out once for each; what was worked out goes when the object does. */
export function memo<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}

/** A value that is worked out when it is asked for, once. */
export function lazily<V>(compute: () => V): () => V {
  let known: { readonly value: V } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

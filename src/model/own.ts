/** What a record holds under a name that others chose: every object answers to `constructor` and `__proto__` by itself. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

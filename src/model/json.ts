/** What JSON holds: of what kind shows only when it is looked at. */
export type Json = Readonly<Record<string, unknown>>;

/** What another program or a server wrote as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What is of another kind counts as empty. */
export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The texts of a list. */
export function asTexts(value: unknown): readonly string[] {
  return asList(value).filter((item) => typeof item === 'string');
}

/** The texts of an object, by their names. */
export function asTextsByName(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asObject(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Those of an object's members that are texts. */
export function textMembers<K extends string>(value: Json, names: readonly K[]): { readonly [name in K]?: string } {
  const found: { [name in K]?: string } = {};
  for (const name of names) {
    const text = asText(value[name]);
    if (text !== undefined) found[name] = text;
  }
  return found;
}

/** The environment of the process, as a value. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What buildx takes for true in a variable or a field: Go's `strconv.ParseBool`. */
export const isTrue = (text: string | undefined): boolean => /^(1|t|true)$/i.test(text ?? '');

/** What buildx takes for false. Neither holds for an empty text. */
export const isFalse = (text: string | undefined): boolean => /^(0|f|false)$/i.test(text ?? '');

/** Where an annotation points to. */
export interface Annotation {
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly title?: string;
}

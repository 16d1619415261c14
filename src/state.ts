import { emptyRecord, type SetupRecord } from './setup/record.ts';

/** What the post part finds: one typed value. */
export interface State {
  readonly version: 1;
  readonly record: SetupRecord;
  readonly keepBuilder: boolean;
}

export function formatState(state: State): string {
  return JSON.stringify(state);
}

/** Reads the state of the main part; what is not a state, or of another version, counts as nothing created. */
export function parseState(json: string): State {
  const nothing: State = { version: 1, record: emptyRecord(), keepBuilder: false };
  if (json === '') return nothing;
  try {
    const found = JSON.parse(json) as State;
    return found.version === 1 ? found : nothing;
  } catch {
    return nothing;
  }
}

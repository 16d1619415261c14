import { emptyRecord, readRecord, type SetupRecord } from './setup/record.ts';

/** What the post part finds: one value, versioned, and untrusted when it is read. */
export function formatState(record: SetupRecord): string {
  return JSON.stringify({ version: 1, record });
}

/** Reads the state of the main part; what is no state, or of another version, counts as nothing created. */
export function parseState(json: string): SetupRecord {
  try {
    const found = JSON.parse(json) as { version?: unknown; record?: unknown } | null;
    return found?.version === 1 ? readRecord(found.record) : emptyRecord();
  } catch {
    return emptyRecord();
  }
}

import { createRecorder, emptyRecord, type Recorder, readRecord, type SetupRecord } from '../setup/record.ts';
import type { World } from '../system/ports.ts';

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

/** The record of a step, saved for its post part with every addition. A builder that is to stay is not in it. */
export function stepRecorder({ runner }: Pick<World, 'runner'>, keepBuilder: boolean): Recorder {
  return createRecorder((record) =>
    runner.saveState(formatState(keepBuilder ? { ...record, builders: [], started: [], used: [] } : record)),
  );
}

import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import type { Annotation, Log } from './ports.ts';

/** The runner's log: groups, annotations and masks as workflow commands on stdout. */
export function createLog(): Log {
  return {
    info: (text) => core.info(text),
    debug: (text) => core.debug(text),
    notice: (text, at) => core.notice(text, properties(at)),
    warning: (text, at) => core.warning(text, properties(at)),
    error: (text, at) => core.error(text, properties(at)),
    group: (title, body) => core.group(title, body),
    untrusted,
    mask: (value) => core.setSecret(value),
    isDebug: core.isDebug(),
  };
}

function properties(at: Annotation = {}): core.AnnotationProperties {
  return {
    ...(at.file === undefined ? {} : { file: at.file }),
    ...(at.line === undefined ? {} : { startLine: at.line }),
    ...(at.endLine === undefined ? {} : { endLine: at.endLine }),
    ...(at.title === undefined ? {} : { title: at.title }),
  };
}

/**
 * Build output may hold workflow commands, and the runner honours the old `##[command]` form anywhere in a
 * line, so all commands are stopped while it is printed (docs.github.com, "Stopping and starting workflow commands").
 */
async function untrusted<T>(body: (write: (chunk: string) => void) => Promise<T>): Promise<T> {
  const token = randomUUID();
  let atLineStart = true;
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await body((chunk) => {
      if (chunk === '') return;
      process.stdout.write(chunk);
      atLineStart = chunk.endsWith('\n');
    });
  } finally {
    process.stdout.write(`${atLineStart ? '' : '\n'}::${token}::\n`);
  }
}

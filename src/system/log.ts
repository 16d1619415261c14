import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import type { Annotation, Log } from './ports.ts';

/** The runner's log: groups, annotations and masks as workflow commands on stdout. */
export function createLog(): Log {
  return {
    info,
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

/** What the runner may read as a workflow command: `::name::`, or the old `##[name]` anywhere in a line. */
const COMMAND = /::|##\[/;

/**
 * A line of our own nearly always quotes somebody else: a Dockerfile in a diff or a reason, a registry's answer, what an
 * image prints. So no line is trusted: one that could hold a command is printed while commands are stopped.
 */
function info(text: string): void {
  if (stopped || !COMMAND.test(text)) {
    core.info(text);
    return;
  }
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
}

function properties(at: Annotation = {}): core.AnnotationProperties {
  return {
    ...(at.file === undefined ? {} : { file: at.file }),
    ...(at.line === undefined ? {} : { startLine: at.line }),
    ...(at.endLine === undefined ? {} : { endLine: at.endLine }),
    ...(at.title === undefined ? {} : { title: at.title }),
  };
}

/** Whether commands are stopped right now; a second stop inside would show its token to the reader. */
let stopped = false;

/**
 * Build output may hold workflow commands, and the runner honours the old `##[command]` form anywhere in a
 * line, so all commands are stopped while it is printed (docs.github.com, "Stopping and starting workflow commands").
 */
async function untrusted<T>(body: (write: (chunk: string) => void) => Promise<T>): Promise<T> {
  const token = randomUUID();
  let atLineStart = true;
  stopped = true;
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await body((chunk) => {
      if (chunk === '') return;
      process.stdout.write(chunk);
      atLineStart = chunk.endsWith('\n');
    });
  } finally {
    stopped = false;
    process.stdout.write(`${atLineStart ? '' : '\n'}::${token}::\n`);
  }
}

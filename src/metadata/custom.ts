import { keyValue } from '../model/list.ts';
import type { Problem } from '../model/problem.ts';
import { nearest } from '../model/suggest.ts';
import type { PlacedLine } from './fields.ts';
import { literal, parseTemplate, type Template } from './template.ts';

/** A label or annotation that the user wrote. */
export interface Custom {
  readonly key: string;
  readonly value: Template;
}

/** Where in an image an annotation goes, by BuildKit's names. */
export type Level = 'manifest' | 'index' | 'manifest-descriptor' | 'index-descriptor';

const LEVELS: readonly Level[] = ['manifest', 'index', 'manifest-descriptor', 'index-descriptor'];

export interface Annotation extends Custom {
  /** As written before the colon, such as `index` or `manifest[linux/arm64]`; undefined when nothing is. */
  readonly levels?: readonly string[];
}

/** Reads `key=value` lines. Expressions are read only where `templates`, as the values are taken literally otherwise. */
export function parseLabels(items: readonly PlacedLine[], templates: boolean, problems: Problem[]): Custom[] {
  return items.flatMap((item) => custom('labels', item, templates, problems) ?? []);
}

/** Reads `key=value` and `level,level:key=value` lines. */
export function parseAnnotations(items: readonly PlacedLine[], templates: boolean, problems: Problem[]): Annotation[] {
  return items.flatMap(({ text, where }) => {
    const [, prefix, rest] = /^([a-z-]+(?:\[[^\]]*\])?(?:,[a-z-]+(?:\[[^\]]*\])?)*):(.*)$/s.exec(text) ?? [];
    // a platform in brackets may hold a comma
    const levels = prefix?.split(/,(?![^[]*\])/);
    const found = custom(
      'annotations',
      { text: levels === undefined ? text : (rest ?? ''), where },
      templates,
      problems,
    );
    if (found === undefined) return [];
    if (levels === undefined) return [found];
    const wrong = levels.filter((level) => !LEVELS.some((one) => one === level.replace(/\[.*$/, '')));
    for (const level of wrong) {
      problems.push({
        input: 'annotations',
        what: `"${level}"${where} is not a level`,
        instead: `write ${nearest(level, LEVELS) ?? LEVELS.join(', ')}`,
      });
    }
    return wrong.length > 0 ? [] : [{ ...found, levels }];
  });
}

function custom(
  input: string,
  { text, where }: PlacedLine,
  templates: boolean,
  problems: Problem[],
): Custom | undefined {
  const { key, value = '' } = keyValue(text);
  if (key.trim() === '') {
    problems.push({ input, what: `"${text}"${where} has no name`, instead: 'write name=value' });
    return undefined;
  }
  const read = templates ? parseTemplate(value) : literal(value);
  if ('parts' in read) return { key: key.trim(), value: read };
  problems.push({
    input,
    what: `"${text}"${where}: ${read.why}`,
    instead: `${read.instead}, or \\{{ to mean two braces`,
  });
  return undefined;
}

/** Reads a list of levels; without one it is `manifest`, as docker's action documents. */
export function readLevels(text: string | undefined, problems: Problem[]): Level[] {
  const found: Level[] = [];
  for (const part of (text ?? '').split(',').map((one) => one.trim())) {
    const level = LEVELS.find((one) => one === part);
    if (level !== undefined) found.push(level);
    if (level !== undefined || part === '') continue;
    problems.push({
      what: `DOCKER_METADATA_ANNOTATIONS_LEVELS holds "${part}"`,
      why: 'it is not a level',
      instead: `write ${nearest(part, LEVELS) ?? LEVELS.join(', ')}`,
    });
  }
  return found.length === 0 ? ['manifest'] : found;
}

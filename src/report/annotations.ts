import type { Annotation } from '../model/annotation.ts';
import { anyOf } from '../model/any-of.ts';
import { quoted, shortened, tellingLine } from '../model/text.ts';
import type { BuildFailure, BuildWarning } from '../progress/progress.ts';
import type { Hint } from './messages/messages.ts';

/** An annotation to show. */
export interface Note {
  readonly level: 'error' | 'warning';
  readonly text: string;
  readonly at: Annotation;
}

export interface AnnotationInput {
  /** The Dockerfile relative to the root of the repository; undefined when it is not part of it. */
  readonly file?: string;
  readonly failure?: BuildFailure;
  readonly hint?: Hint;
  readonly warnings: readonly BuildWarning[];
}

/** The runner shows ten of a kind for a step. */
const MOST_WARNINGS = 10;

/** Findings about style come last, so that they do not push out those about what the image does. */
const STYLE = /Casing$|^MaintainerDeprecated$|^LegacyKeyValueFormat$|^StageNameCasing$/;

/** Findings that are about leaks and wrong results come first. */
const SERIOUS = anyOf([
  // SecretsUsedInArgOrEnv
  /^Secrets/,
  /^(UndefinedVar|UndefinedArgInFrom)$/,
  /^(InvalidBaseImagePlatform|FromPlatformFlagConstDisallowed)$/,
]);

/** At most one error, for what failed, and ten warnings, each once, at the user's own lines. */
export function annotations({ file, failure, hint, warnings }: AnnotationInput): Note[] {
  return [
    ...(failure === undefined ? [] : [failureNote(file, failure, hint)]),
    ...warnings
      .filter(
        (one, at) =>
          warnings.findIndex(
            ({ line, rule, short }) => line === one.line && rule === one.rule && short === one.short,
          ) === at,
      )
      .toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0))
      .slice(0, MOST_WARNINGS)
      .map((warning) => warningNote(file, warning)),
  ];
}

function rank({ rule }: BuildWarning): number {
  if (SERIOUS.test(rule)) return 0;
  return STYLE.test(rule) ? 2 : 1;
}

function failureNote(file: string | undefined, failure: BuildFailure, hint: Hint | undefined): Note {
  const { message, lastLines, platform, stage, step } = failure;
  const telling = tellingLine(lastLines);
  const where = [platform, stage].filter((part) => part !== '').join(' ');
  const text = [
    `${step === '' ? '' : `${quoted(step)}: `}${shortened(message, 500)}`,
    telling === '' ? '' : shortened(telling, 500),
    hint === undefined ? '' : `${hint.title}. ${hint.cause} ${hint.fix}`,
  ]
    .filter((part) => part !== '')
    .join('\n');
  return { level: 'error', text, at: place(file, failure, where === '' ? 'Build failed' : `Build failed: ${where}`) };
}

function warningNote(file: string | undefined, warning: BuildWarning): Note {
  const { short, detail, url, rule } = warning;
  const more = detail === '' || detail === short ? '' : `\n${detail}`;
  const text = shortened(`${short}${more}${url === '' ? '' : `\n${url}`}`, 1000);
  return { level: 'warning', text, at: place(file, warning, rule === '' ? 'Build check' : rule) };
}

function place(
  file: string | undefined,
  { line, endLine }: { readonly line?: number; readonly endLine?: number },
  title: string,
): Annotation {
  if (file === undefined || line === undefined) return { title };
  return { file, line, ...(endLine === undefined || endLine === line ? {} : { endLine }), title };
}

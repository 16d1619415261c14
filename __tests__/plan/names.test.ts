import { describe, expect, test } from '@jest/globals';
import { evaluated, planOf } from './support.ts';

/** Names to which every object answers by itself. */
const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

describe('a name that every object knows is a name like others', () => {
  test.each(NAMES)('ARG %s without a value', (name) => {
    const text = `ARG ${name}\nFROM alpine\nARG ${name}\nRUN gcc $${name} a.c\n`;
    expect(planOf(text).platforms).toHaveLength(2);
    expect(evaluated(`${text}FROM x$${name}.y\n`).stages.at(-1)?.base).toEqual({ kind: 'image', reference: 'x.y' });
  });

  test.each(NAMES)('ARG %s with a value', (name) => {
    const [stage] = evaluated(`ARG ${name}=3.20\nFROM alpine:$${name}\n`).stages;
    expect(stage?.base).toEqual({ kind: 'image', reference: 'alpine:3.20' });
  });

  test.each(NAMES)('a build argument %s', (name) => {
    const plan = planOf(`ARG ${name}\nFROM alpine:$${name}\nRUN apk add gcc && gcc a.c\n`, {
      buildArgs: [`${name}=3.20`],
    });
    expect(plan.dockerfile.text).toContain(`FROM alpine:$${name}`);
    expect(plan.platforms[1]?.strategy).toBe('accelerate');
  });

  test.each(NAMES)('ENV %s', (name) => {
    const text = `FROM scratch\nENV ${name}=x\nCOPY --from=alpine /$${name} /\nENV a=$${name} b=\${${name}:-y}\n`;
    const [stage] = evaluated(text).stages;
    expect(stage?.uses[0]?.paths).toEqual(['/x']);
    expect(stage?.env.get('a')).toBe('x');
    expect(stage?.env.get('b')).toBe('x');
  });

  test.each(NAMES)('a program or a release %s', (name) => {
    const text = `FROM golang AS b\nRUN ${name} -l && go build -o /a .\nFROM debian:${name}\nCOPY --from=b /a /\nRUN gcc a.c\n`;
    expect(planOf(text).platforms).toHaveLength(2);
    expect(planOf(text).platforms[1]?.because).not.toMatch(/lists the installed packages/);
  });

  test.each(NAMES)('an unset %s', (name) => {
    expect(evaluated(`FROM scratch\nENV a=1$${name}\n`).stages[0]?.env.get('a')).toBe('1');
    expect(planOf(`FROM golang\nRUN CC=$${name} go build && cp /go/bin/x $${name}\n`).platforms).toHaveLength(2);
  });

  test.each(NAMES)('FROM, --platform, mounts and COPY --from %s', (name) => {
    const image = name.toLowerCase();
    const text = `FROM ${name}\nRUN --mount=from=${name},target=/x ${name} a && ./${name}\nCOPY --from=${name} /a /b\n`;
    const [stage] = evaluated(text).stages;
    expect(stage?.base).toEqual({ kind: 'image', reference: name });
    expect(planOf(text).platforms).toHaveLength(2);
    expect(evaluated(`FROM --platform=${name} alpine\n`).stages[0]?.platform.kind).toBe('unknown');
    if (!image.startsWith('_'))
      expect(planOf(`FROM alpine AS ${image}\nFROM ${image}\nRUN a\n`).platforms).toHaveLength(2);
  });
});

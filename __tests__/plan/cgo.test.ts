import { describe, expect, test } from '@jest/globals';
import { planOf } from './support.ts';

const ARGS = 'ARG TARGETARCH TARGETPLATFORM BUILDPLATFORM\n';

function notes(lines: string, platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7']): readonly string[] {
  return planOf(`FROM --platform=$BUILDPLATFORM golang:1.26\n${ARGS}${lines}\n`, { platforms }).notes;
}

describe('C that is left out for foreign platforms alone', () => {
  test.each([
    'RUN CGO_ENABLED=$([ "$TARGETARCH" = "amd64" ] && echo 1 || echo 0) go build .',
    'RUN CGO_ENABLED=$([ "$TARGETPLATFORM" == "${BUILDPLATFORM}" ] && echo 1 || echo 0) go build .',
    'RUN CGO_ENABLED=`[ $TARGETARCH != amd64 ] && echo 0 || echo 1` go build .',
    'RUN CGO_ENABLED=$([[ ! $TARGETARCH = amd64 ]] && echo "0" || echo "1") && go build .',
    'RUN export CGO_ENABLED=$(test $TARGETARCH = amd64 && printf 1 || printf 0); go build .',
    'RUN CGO_ENABLED=$(if [ $TARGETARCH = amd64 ]; then echo 1; else echo 0; fi) go build .',
    'RUN if [ "$TARGETARCH" = amd64 ]; then CGO_ENABLED=1 go build .; else CGO_ENABLED=0 go build .; fi',
    'ARG HERE=$TARGETARCH\nRUN CGO_ENABLED=$([ $HERE = amd64 ] && echo 1 || echo 0) go build .',
  ])('%s', (line) => {
    const number = line.startsWith('ARG') ? 4 : 3;
    expect(notes(line)).toEqual([
      `line ${number} leaves C out (CGO_ENABLED=0) for linux/arm64, linux/arm/v7, though not for linux/amd64: the programs differ; write CGO_ENABLED=1 where all of them need C`,
    ]);
  });

  test('only the platforms that lose it are named', () => {
    const line = 'RUN CGO_ENABLED=$([ $TARGETARCH != arm ] && echo 1 || echo 0) go build .';
    expect(notes(line)).toEqual([expect.stringMatching(/ for linux\/arm\/v7, though not for linux\/amd64:/)]);
    expect(notes(line, ['linux/amd64', 'linux/arm64'])).toEqual([]);
  });

  test.each([
    'RUN CGO_ENABLED=$([ "$(uname -m)" = x86_64 ] && echo 1 || echo 0) go build .',
    'RUN CGO_ENABLED=$(./cgo) go build .',
  ])('a condition that cannot be told: %s', (line) => {
    expect(notes(line)).toEqual([expect.stringMatching(/^line 3 decides by a condition whether Go uses C/)]);
    expect(notes(line, ['linux/amd64'])).toEqual([]);
  });

  test.each([
    'RUN CGO_ENABLED=0 go build .',
    'RUN CGO_ENABLED=1 go build .',
    'RUN CGO_ENABLED=$([ "$TARGETARCH" = "amd64" ] && echo 0 || echo 1) go build .',
    'RUN CGO_ENABLED=$([ "$OTHERARCH" = "$TARGETOS" ] && echo 1 || echo 1) go build .',
    'RUN CGO_ENABLED=0 go build a && CGO_ENABLED=1 go build b',
    'RUN go build .',
  ])('nothing is said of %s', (line) => {
    expect(notes(line).filter((note) => note.includes('leaves C out'))).toEqual([]);
  });

  test('of stages that are built', () => {
    const text = `FROM golang AS a\n${ARGS}RUN CGO_ENABLED=$([ $TARGETARCH = amd64 ] && echo 1 || echo 0) go build .\nFROM scratch\n`;
    expect(planOf(text).notes).toEqual([]);
    expect(planOf(text, { target: 'a' }).notes).toHaveLength(1);
  });
});

test('the reason of a platform is that of the stage whose steps cost most', () => {
  const text =
    'FROM node:22 AS web\nRUN npm ci\nFROM gcc:14 AS app\nRUN make\nFROM debian\nCOPY --from=web /a /a\nCOPY --from=app /b /b\nRUN adduser x\n';
  expect(planOf(text, { platforms: ['linux/arm64'] }).platforms[0]?.because).toMatch(/^app: .* it runs make;/);
});

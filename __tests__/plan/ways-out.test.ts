import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../src/dockerfile/evaluate/evaluate.ts';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { type Decision, decide } from '../../src/plan/choose-strategy.ts';
import { AMD64 } from './support.ts';

/** How a program gets into a cross-compiled stage, and where it then lies. `tool` is its name. */
const WAYS_IN: readonly (readonly [lines: string, folder: string])[] = [
  ['RUN go install example.org/tool@v1', '/go/bin'],
  ['RUN go install example.org/cmd/tool/v2@v2.1.0', '/go/bin'],
  ['RUN go install example.org/other@v1 example.org/tool@v1', '/go/bin'],
  ['RUN GOBIN=/ go install example.org/tool@v1', '/'],
  ['RUN GOBIN=/out go install example.org/tool@v1', '/out'],
  ['RUN GOBIN=/out/ go install example.org/tool@v1', '/out'],
  ['RUN GOPATH=/x go install example.org/tool@v1', '/x/bin'],
  ['RUN GOPATH=/x/ go install example.org/tool@v1', '/x/bin'],
  ['ENV GOBIN=/out\nRUN go install -tags a example.org/tool@latest', '/out'],
  ['RUN export GOBIN=/out && go install example.org/tool@v1', '/out'],
  ['RUN if [ "$(uname -s)" = Linux ]; then go install example.org/tool@v1; fi', '/go/bin'],
  ['RUN GOBIN=$(pwd)/bin go install example.org/tool@v1', '/src/bin'],
];

/** How it gets out: lines of its stage, and lines of the image's. */
const WAYS_OUT: readonly (readonly [name: string, way: (folder: string) => readonly [here: string, there: string]])[] =
  [
    ['COPY of the file', (folder) => ['', `COPY --from=b ${folder}/tool /tool`]],
    ['COPY of the folder', (folder) => ['', `COPY --from=b ${folder}/ /x/`]],
    ['COPY of a wildcard', (folder) => ['', `COPY --from=b ${folder}/to* /x/`]],
    ['a mount, copied', (folder) => ['', `RUN --mount=from=b,src=${folder},dst=/b cp /b/tool /usr/bin`]],
    ['a mount of everything', (folder) => ['', `RUN --mount=from=b,dst=/b cp /b${folder}/tool /usr/bin`]],
    ['cp', (folder) => [`RUN mkdir /o && cp ${folder}/tool /o/`, 'COPY --from=b /o /o']],
    ['mv', (folder) => [`RUN mkdir /o && mv ${folder}/tool /o/`, 'COPY --from=b /o /o']],
    ['ln', (folder) => [`RUN mkdir /o && ln ${folder}/tool /o/`, 'COPY --from=b /o /o']],
    ['install', (folder) => [`RUN install -D ${folder}/tool /o/tool`, 'COPY --from=b /o /o']],
    ['cd and cp', (folder) => [`RUN mkdir /o; cd ${folder} && cp tool /o/`, 'COPY --from=b /o /o']],
    ['a path upwards', (folder) => [`WORKDIR ${folder}/sub\nRUN mkdir /o; cp ../tool /o/`, 'COPY --from=b /o /o']],
    ['upx', (folder) => [`RUN upx -o /o/tool ${folder}/tool`, 'COPY --from=b /o /o']],
    ['gzip', (folder) => [`RUN mkdir /o; gzip -c ${folder}/tool > /o/tool.gz`, 'COPY --from=b /o /o']],
    ['xz', (folder) => [`RUN mkdir /o; xz -c ${folder}/tool > /o/tool.xz`, 'COPY --from=b /o /o']],
    ['tar', (folder) => [`RUN tar -C ${folder} -cf /o.tar tool`, 'COPY --from=b /o.tar /']],
    ['cat', (folder) => [`RUN cat ${folder}/tool > /o`, 'COPY --from=b /o /o']],
    ['dd', (folder) => [`RUN dd if=${folder}/tool of=/o`, 'COPY --from=b /o /o']],
    ['find', (folder) => [`RUN mkdir /o; find ${folder} -name tool -exec cp {} /o/ \\;`, 'COPY --from=b /o /o']],
    ['which', () => ['RUN mkdir /o; cp "$(which tool)" /o/', 'COPY --from=b /o /o']],
    ['a folder above', () => ['RUN cd /go && cp -r . /o', 'COPY --from=b /o /o']],
    ['a working folder', () => ['WORKDIR /go\nRUN cp -r bin /o', 'COPY --from=b /o /o']],
    ['a working folder and a wildcard', () => ['WORKDIR /go\nRUN mkdir /o; cp bin/* /o', 'COPY --from=b /o /o']],
    ['wildcards', () => ['RUN install -D -t /o /go/*/*', 'COPY --from=b /o /o']],
    ['mv of everything', () => ['RUN mv /go /o', 'COPY --from=b /o /o']],
    ['rsync', () => ['RUN rsync -a /go/ /o', 'COPY --from=b /o /o']],
    ['a script', () => ['RUN ./pack.sh', 'COPY --from=b /o /o']],
    ['python', () => ['RUN python3 pack.py', 'COPY --from=b /o /o']],
    ['go generate', () => ['RUN go generate ./...', 'COPY --from=b /o /o']],
    ['a loop', (folder) => [`RUN mkdir /o; for f in ${folder}/*; do cp $f /o; done`, 'COPY --from=b /o /o']],
    ['make', () => ['RUN make dist', 'COPY --from=b /o /o']],
  ];

function decided(text: string, strategy: 'auto' | 'cross' = 'auto'): Decision | undefined {
  const dockerfile = readDockerfile(text);
  const evaluated = evaluate(dockerfile, {
    platform: { os: 'linux', architecture: 'arm64', variant: '' },
    buildPlatform: AMD64,
    buildArgs: {},
    contexts: {},
  });
  return decide(evaluated, strategy, { nodes: [AMD64], bases: {} })[0];
}

const file = (lines: string, here: string, there: string) =>
  `FROM golang:1.26-bookworm AS b\nWORKDIR /src\n${lines}\n${here}\nFROM debian:bookworm\n${there}\n`;

describe.each(WAYS_IN)('a program that gets in by %s', (lines, folder) => {
  const cases = WAYS_OUT.flatMap(([name, way]) =>
    (['auto', 'cross'] as const).map((asked) => [asked, name, way] as const),
  );
  test.each(cases)("with %s, and out by %s is the target's, or the stage is not cross-compiled", (asked, _, way) => {
    const decision = decided(file(lines, ...way(folder.replace(/^\/$/, ''))), asked);
    if (decision?.strategy === 'cross') expect(decision.installed.tools).not.toContain('tool');
    else expect(decision?.strategy).toMatch(/^(accelerate|emulate)$/);
  });
});

describe('a program that surely stays is made for the build platform alone', () => {
  test.each([
    'RUN go install example.org/tool@v1\nRUN tool ./... && go build -o /app .',
    'ENV PATH=/go/bin:$PATH\nRUN go install example.org/tool@v1 && tool && go build -o /app .',
    'RUN go install example.org/tool@v1\nRUN /go/bin/tool ./... && go build -o /app .',
  ])('%s', (lines) => {
    const decision = decided(file(lines, '', 'COPY --from=b /app /app'), 'cross');
    expect(decision).toMatchObject({ strategy: 'cross', installed: { tools: ['tool'], products: [], both: [] } });
  });
});

test('one that others take and nothing runs is made for the target alone', () => {
  const decision = decided(file('RUN go install example.org/tool@v1', '', 'COPY --from=b /go/bin/tool /tool'));
  expect(decision).toMatchObject({ strategy: 'cross', installed: { products: ['tool'], tools: [], both: [] } });
});

test('one that others take and that runs by its name is made for both', () => {
  const lines = 'RUN go install example.org/tool@v1\nRUN tool ./... && go build -o /app .';
  const decision = decided(file(lines, '', 'COPY --from=b /go/bin/tool /app /'), 'cross');
  expect(decision).toMatchObject({ strategy: 'cross', installed: { both: ['tool'], products: [], tools: [] } });
});

test('one that others take and that runs by its path keeps the stage from being cross-compiled', () => {
  const lines = 'RUN go install example.org/tool@v1\nRUN /go/bin/tool ./... && go build -o /app .';
  const decision = decided(file(lines, '', 'COPY --from=b /go/bin/tool /app /'));
  expect(decision?.strategy).toBe('accelerate');
  expect(decision?.because).toContain('starts a program by its path, where the one for the target lies');
});

test.each(['go get example.org/tool', 'GO111MODULE=off go get -u example.org/tool'])(
  'Go before 1.18 installs programs with %s, which is not followed',
  (command) => {
    const text = file(`RUN ${command}`, '', 'COPY --from=b /go/bin/tool /').replace('1.26-bookworm', '1.17-bullseye');
    expect(decided(text)?.because).toMatch(/not cross: line 3 installs programs with go get/);
  },
);

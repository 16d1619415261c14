/** A Dockerfile of so many lines that are all of one kind. */
export type Kind = (lines: number) => string;

const HEAD = 'FROM golang:1.24 AS build\n';
const TAIL = 'FROM debian:12\nCOPY --from=build /out /out\n';

function each(count: number, line: (at: number) => string): string {
  return Array.from({ length: Math.max(0, count) }, (_, at) => line(at)).join('');
}

/** In a stage that compiles, between its head and the stage that takes from it. */
function inStage(line: (at: number) => string): Kind {
  return (lines) => `${HEAD}${each(lines - 4, line)}RUN go build -o /out .\n${TAIL}`;
}

/** One instruction over so many lines. */
function continued(first: string, line: (at: number) => string, last: string): Kind {
  return (lines) => `${HEAD}${first}${each(lines - 5, line)}${last}\n${TAIL}`;
}

/** Every kind of line of which a file can have very many. */
export const KINDS: Readonly<Record<string, Kind>> = {
  ENV: inStage((at) => `ENV V${at}=x\n`),
  'ENV that uses the one before': inStage((at) => `ENV V${at + 1}=$V${at}x\n`),
  'ENV PATH=$PATH:…': inStage((at) => `ENV PATH=$PATH:/opt/${at}\n`),
  'ENV of one instruction': continued('ENV ', (at) => `V${at}=x \\\n`, 'W=x'),
  ARG: inStage((at) => `ARG V${at}=x\n`),
  'ARG before FROM': (lines) => `${each(lines - 1, (at) => `ARG V${at}=x\n`)}FROM golang:$V1\n`,
  LABEL: inStage((at) => `LABEL l${at}=x\n`),
  RUN: inStage((at) => `RUN echo ${at}\n`),
  'RUN apt-get install': inStage((at) => `RUN apt-get update && apt-get install -y p${at}\n`),
  'RUN go build': inStage((at) => `RUN CGO_ENABLED=0 go build -o /out/p${at} ./cmd/p${at}\n`),
  'RUN gcc': (lines) => `FROM debian:12\n${each(lines - 1, (at) => `RUN gcc -o /out/p${at} p${at}.c\n`)}`,
  'RUN in JSON': inStage((at) => `RUN ["go", "vet", "./p${at}"]\n`),
  'RUN --mount': inStage((at) => `RUN --mount=type=cache,target=/c${at} --mount=from=alpine,target=/m make p${at}\n`),
  'mounts of one RUN': continued('RUN ', (at) => `--mount=type=cache,target=/c${at} \\\n`, 'go build -o /out .'),
  'continued lines': continued('RUN true', (at) => ` && \\\n  echo ${at}`, ' && \\\n go build -o /out .'),
  'continued exports': continued('RUN true', (at) => `; \\\n  export V${at}=x`, '; \\\n go build -o /out .'),
  'continued arguments': continued('RUN apt-get install ', (at) => `p${at} \\\n  `, 'gcc'),
  'lines of a heredoc': continued('RUN <<EOF\n', (at) => `echo ${at}\n`, 'EOF'),
  heredocs: (lines) => `${HEAD}${each((lines - 3) / 3, (at) => `RUN <<E${at}\necho ${at}\nE${at}\n`)}${TAIL}`,
  'COPY of heredocs': (lines) =>
    `${HEAD}${each((lines - 3) / 3, (at) => `COPY <<E${at} /f${at}\n$V\nE${at}\n`)}${TAIL}`,
  COPY: inStage((at) => `COPY f${at} /src/f${at}\n`),
  'COPY --from a stage': (lines) =>
    `${HEAD}RUN go build -o /out .\nFROM debian:12\n${each(lines - 3, (at) => `COPY --from=build /out/f${at} /f${at}\n`)}`,
  'COPY --from an image': inStage((at) => `COPY --from=alpine:3.${at} /f /f${at}\n`),
  ADD: inStage((at) => `ADD https://example.com/f${at} /f${at}\n`),
  WORKDIR: inStage((at) => `WORKDIR d${at}\n`),
  USER: inStage((at) => `USER u${at}\n`),
  ONBUILD: inStage((at) => `ONBUILD RUN echo ${at}\n`),
  SHELL: inStage(() => 'SHELL ["/bin/bash", "-c"]\n'),
  comments: inStage((at) => `# ${at}\n`),
  'empty lines': inStage(() => '\n'),
  stages: (lines) => each(lines / 2, (at) => `FROM golang:1.24 AS s${at}\nRUN go build -o /out .\n`),
  'stages, all needed': (lines) =>
    `${each((lines - 1) / 3, (at) => `FROM golang:1.24 AS s${at}\nRUN go build -o /out .\n`)}FROM debian:12\n` +
    each((lines - 1) / 3, (at) => `COPY --from=s${at} /out /out/${at}\n`),
  'stages, each from the one before': (lines) =>
    `FROM golang:1.24 AS s0\n${each((lines - 1) / 2, (at) => `FROM s${at} AS s${at + 1}\nRUN go build -o /out/${at} .\n`)}`,
  'stages, each copies from the one before': (lines) =>
    `FROM golang:1.24 AS s0\n${each((lines - 1) / 2, (at) => `FROM golang:1.24 AS s${at + 1}\nCOPY --from=s${at} /out /out\n`)}`,
  'stages on images that are nearly stages': (lines) =>
    `${each((lines - 1) / 3, (at) => `FROM app${at} AS apq${at}\nRUN make\n`)}FROM debian:12\n` +
    each((lines - 1) / 3, (at) => `COPY --from=apq${at} /out /out/${at}\n`),
  'stages on one base': (lines) =>
    `FROM golang:1.24 AS base\n${each((lines - 2) / 3, (at) => `FROM base AS s${at}\nRUN go build -o /out .\n`)}FROM debian:12\n` +
    each((lines - 2) / 3, (at) => `COPY --from=s${at} /out /out/${at}\n`),
  'what is no instruction': (lines) => `${HEAD}${each(lines - 1, (at) => `LINE ${at}\n`)}`,
};

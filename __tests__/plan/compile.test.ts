import { describe, expect, test } from '@jest/globals';
import { readDockerfile } from '../../src/dockerfile/read/read.ts';
import { commandsOf } from '../../src/dockerfile/shell/shell.ts';
import { mayCompile } from '../../src/plan/steps/compile.ts';

function verdict(run: string) {
  const step = readDockerfile(`FROM x\n${run}`).stages[0]?.instructions[0];
  if (step === undefined) throw new Error('no step');
  return mayCompile(commandsOf(step));
}

describe('steps that cannot compile', () => {
  test.each([
    ['apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*'],
    ['apk add --no-cache build-base'],
    ['set -eux; groupadd -r app; useradd -r -g app app; mkdir /data; chown app /data'],
    ['curl -fsSL https://x/y.tar.gz | tar -xz -C /opt'],
    ['go mod download'],
    ['go env -w GOPROXY=direct'],
    ['[ -f x ] || touch x'],
    ['for f in a b; do cp $f /x; done'],
    ['find . -name "*.a" -delete'],
    ['find . -name "*.a" -exec rm {} +'],
    ['. /etc/os-release && echo $ID'],
    ['ARCH=x echo hi'],
    ['ldconfig && strip /x && upx /x'],
    ['echo make > notes'],
    ['["apt-get", "update"]'],
  ])('%s', (text) => {
    expect(verdict(`RUN ${text}`)).toEqual({ yes: false, because: 'nothing in it compiles' });
  });
});

describe('steps that may compile, and what says so', () => {
  test.each([
    ['go build ./...', 'it runs go build'],
    ['cd /src && CGO_ENABLED=1 go install .', 'it runs go install'],
    ['go -C /src build .', 'it runs go build'],
    ['/usr/local/go/bin/go build .', 'it runs go build'],
    ['make -j4', 'it runs make'],
    ['apt-get source --compile nginx', 'it runs apt-get source and builds it'],
    ['. ./env.sh && echo $X', 'it reads ./env.sh'],
    ['./configure && make install', 'it runs configure'],
    ['pip install numpy', 'it runs pip'],
    ['npm ci', 'it runs npm'],
    ['cargo build --release', 'it runs cargo'],
    ['apt-get install -y gcc && gcc -o a a.c', 'it runs gcc'],
    ['sh -c "cd /x && ninja"', 'it runs ninja'],
    ['env CC=gcc ./build.sh', 'it runs build.sh'],
    ['find . -name go.mod -exec go build {} ;', 'it runs find -exec go'],
    ['eval "$BUILD"', 'it could not be read to the end'],
    ['["/bin/sh", "-c", "make"]', 'it runs make'],
    ['<<EOF\nset -e\nmake\nEOF', 'it runs make'],
  ])('%s', (text, because) => {
    expect(verdict(`RUN ${text}`)).toEqual({ yes: true, because });
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, sandbox } from './cross-sandbox.ts';

const LIBDIR =
  '/usr/local/lib/aarch64-linux-gnu/pkgconfig:/usr/local/lib/pkgconfig:/usr/local/share/pkgconfig:/usr/lib/aarch64-linux-gnu/pkgconfig:/usr/lib/pkgconfig:/usr/share/pkgconfig';

const TARGET = {
  GOOS: 'linux',
  GOARCH: 'arm64',
  CGO_ENABLED: '1',
  CC: 'aarch64-linux-gnu-gcc',
  CXX: 'aarch64-linux-gnu-g++',
  AR: 'aarch64-linux-gnu-ar',
  PKG_CONFIG_LIBDIR: LIBDIR,
};
const NATIVE = {
  CC: '/.crossbuild/native/gcc',
  CXX: '/.crossbuild/native/g++',
  AR: '/.crossbuild/native/ar',
  PKG_CONFIG: '/.crossbuild/native/pkg-config',
};

/** What the fake go printed: the variables that it got. */
const variables = (stdout: string): Record<string, string> =>
  Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

describe('go', () => {
  let box: Sandbox;
  beforeAll(() => {
    box = sandbox();
    box.setup('product=dlv', 'tool=stringer', 'tool=other');
  });
  afterAll(() => box.discard());

  test.each([
    'build ./...',
    'build -o /out/app -ldflags "-X a=b@c" .',
    'install ./cmd/x',
    'install -ldflags "-X main.v=a@b" ./cmd/x',
    'install',
    'install example.com/x/cmd/y',
    'install github.com/go-delve/delve/cmd/dlv@v1.25.0',
    '-C sub build',
    'build -C sub',
    'test -c -o x ./pkg',
    'test -v ./pkg -c',
    'list -deps ./...',
    'vet ./...',
    'env GOARCH',
  ])('go %s is for the target', (words) => {
    expect(variables(box.run(`go ${words}`).stdout)).toEqual(TARGET);
  });

  test.each([
    'run ./gen',
    'generate ./...',
    'tool stringer',
    'install golang.org/x/tools/cmd/stringer@v0.38.0',
    'install -tags dlv example.com/dlv/v2/other@latest',
    'test ./...',
    'test ./... -args -c',
    'mod download',
    'version ./app',
  ])('go %s is for the build platform', (words) => {
    expect(variables(box.run(`go ${words}`).stdout)).toEqual(NATIVE);
  });

  test('go env -w is told nothing, so that it does not warn of variables that outweigh it', () => {
    expect(variables(box.run('go env -w CC=gcc').stdout)).toEqual({});
  });

  test('words reach it unchanged', () => {
    expect(box.run(`go build -ldflags '-s  -w' "a b" '$x'`).calls).toEqual(['go|build|-ldflags|-s  -w|a b|$x']);
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['build', { CGO_ENABLED: '0' }, { GOOS: 'linux', GOARCH: 'arm64', CGO_ENABLED: '0' }],
    ['build', { GOARCH: 'arm64', CC: 'my-cc' }, { ...TARGET, CC: 'my-cc' }],
    ['build', { GOARCH: 'amd64' }, { GOARCH: 'amd64', CGO_ENABLED: '0' }],
    ['build', { GOOS: 'windows' }, { GOOS: 'windows', CGO_ENABLED: '0' }],
    ['build', { CC: 'gcc' }, { ...TARGET, CC: 'gcc' }],
    ['run .', { GOARCH: 'arm64', GOOS: 'linux' }, NATIVE],
    ['run .', { CC: 'cc' }, { ...NATIVE, CC: '/.crossbuild/native/cc' }],
    ['run .', { CC: '/opt/cc' }, { ...NATIVE, CC: '/opt/cc' }],
    ['run .', { GOARCH: 'wasm' }, { ...NATIVE, GOARCH: 'wasm' }],
  ])('go %s with %j', (words, env, expected) => {
    expect(variables(box.run(`go ${words}`, env).stdout)).toEqual(expected);
  });

  test("what go env -w stored is the user's wish too", () => {
    box.write('goenv', 'GOPROXY=direct\nCGO_ENABLED=0\n');
    const { stdout } = box.run('go build', { GOENV: `${box.folder}/goenv` });
    expect(variables(stdout)).toEqual({ GOOS: 'linux', GOARCH: 'arm64' });
  });

  test.each([
    ['version', {}, 'go version go1.26.0 linux/arm64\n'],
    ['version', { GOARCH: 'amd64' }, 'go version go1.26.0 linux/arm64\n'],
  ])('go %s with %j says what it would say on the target', (words, env, said) => {
    box.tool('go', 'echo go version go1.26.0 linux/amd64');
    expect(box.run(`go ${words}`, env).stdout).toBe(said);
  });

  test('a program that go run starts may build for the target', () => {
    box.tool('mage', 'go build');
    box.tool('go', '[ "$1" != run ] || exec mage; echo "$CC $GOARCH"');
    expect(box.run('go run mage.go').stdout).toBe('aarch64-linux-gnu-gcc arm64\n');
  });
});

describe('a program installed by path and version', () => {
  let box: Sandbox;
  beforeAll(() => {
    box = sandbox();
    box.setup('product=dlv', 'tool=stringer');
    // puts programs where the real one does, and says in them what they are for
    box.tool(
      'go',
      `case $1 in
  env) [ "$2" = GOPATH ] && echo "$CROSSBUILD_SYSTEM/go" || echo amd64 ;;
  install)
    for path; do case $path in *@*)
      name=\${path%@*}; name=\${name##*/}
      [ "\${GOARCH:-amd64}" = amd64 ] && folder=\${GOBIN:-$CROSSBUILD_SYSTEM/go/bin} || folder=$CROSSBUILD_SYSTEM/go/bin/linux_$GOARCH
      mkdir -p "$folder"; echo "echo \${GOARCH:-amd64}" >"$folder/$name"; chmod 755 "$folder/$name" ;;
    esac; done ;;
esac`,
    );
  });
  afterAll(() => box.discard());

  test('is the target one where it belongs, and the native one by its name', () => {
    expect(box.run('go install example.com/a/one@v1 example.com/b/two@v2.1.0').code).toBe(0);
    for (const name of ['one', 'two']) {
      expect(box.read(`go/bin/${name}`)).toBe('echo arm64\n');
      expect(box.run(name).stdout).toBe('amd64\n');
    }
  });

  test('one that is proven to be a tool is made for the build platform alone, where it belongs', () => {
    expect(box.run('go install golang.org/x/tools/cmd/stringer@v0.38.0').code).toBe(0);
    expect(box.read('go/bin/stringer')).toBe('echo amd64\n');
    expect(box.has('.crossbuild/bin/stringer')).toBe(false);
  });

  test('one that nothing runs is made for the target alone', () => {
    expect(box.run('go install github.com/go-delve/delve/cmd/dlv@v1.25.0').code).toBe(0);
    expect(box.read('go/bin/dlv')).toBe('echo arm64\n');
    expect(box.has('.crossbuild/bin/dlv')).toBe(false);
  });

  test('no shim is replaced by a program of its name', () => {
    expect(box.run('go install example.com/x/gcc@v1').code).toBe(0);
    expect(box.read('.crossbuild/bin/gcc')).toContain('aarch64-linux-gnu-gcc');
  });
});

describe('Go is found in its own folder as well', () => {
  test('by its path, and first on the PATH of what Go starts', () => {
    const box = sandbox();
    box.setup();
    box.tool('mage', 'go build');
    // as the real one does: its own folder first
    box.tool('go', '[ "$1" != generate ] || { PATH=${0%/*}:$PATH; export PATH; exec mage; }; echo "$CC $GOARCH"');
    expect(box.run('"$CROSSBUILD_SYSTEM"/usr/bin/go build').stdout).toBe('aarch64-linux-gnu-gcc arm64\n');
    expect(box.run('go generate ./...').stdout).toBe('aarch64-linux-gnu-gcc arm64\n');
    box.discard();
  });
});

describe('go install for the target', () => {
  test.each<[string, Record<string, string>, string]>([
    ['where it is on the target', {}, 'go/bin/app'],
    ['in GOBIN, which Go refuses', { GOBIN: '/tmp-bin' }, 'tmp-bin/app'],
  ])('puts it %s', (_, env, path) => {
    const box = sandbox();
    box.setup();
    const absolute = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, box.folder + value]));
    expect(box.run('go install ./cmd/app', absolute).code).toBe(0);
    expect(box.read(path)).toBe('arm64\n');
    expect(box.has('go/bin/linux_arm64')).toBe(false);
    box.discard();
  });

  test('fails as it failed', () => {
    const box = sandbox();
    box.setup();
    box.tool('go', '[ "$1" != env ] || { echo amd64; exit; }; exit 3');
    expect(box.run('go install ./cmd/app').code).toBe(3);
    box.discard();
  });
});

describe.each([
  ['linux/arm/v7', '7', 'arm-linux-gnueabihf-gcc -march=armv7-a -mfpu=vfpv3-d16'],
  ['linux/arm/v6', '6', 'arm-linux-gnueabi-gcc -march=armv6'],
  ['linux/arm/v5', '5', 'arm-linux-gnueabi-gcc -march=armv5t'],
])('%s', (platform, goarm, cc) => {
  test(`is GOARM ${goarm}, with flags for C`, () => {
    const box = sandbox({ platform });
    box.setup();
    expect(variables(box.run('go build').stdout)).toMatchObject({ GOARCH: 'arm', GOARM: goarm, CC: cc });
    box.discard();
  });
});

test('without a C compiler in the image Go leaves C out', () => {
  const box = sandbox({ without: ['gcc', 'g++', 'cc', 'c++'] });
  box.setup();
  expect(variables(box.run('go build').stdout).CGO_ENABLED).toBeUndefined();
  box.discard();
});

import { Docker } from '../docker/docker.ts';
import type { BuilderFacts } from '../facts/facts.ts';
import { type Inputs, readInputs } from '../inputs/inputs.ts';
import { only } from '../inputs/merge-inputs.ts';
import { readYaml } from '../inputs/yaml.ts';
import { type Problem, refuse } from '../model/problem.ts';
import { formatPlatform, samePlatform } from '../platform/platform.ts';
import { code, table } from '../report/markdown.ts';
import { shownNodes } from '../report/shown-nodes.ts';
import { begin } from '../setup/begin.ts';
import { givenFiles } from '../setup/given-files.ts';
import type { Recorder } from '../setup/record.ts';
import { type Session, setUp } from '../setup/session.ts';
import { hostPlatform } from '../system/host.ts';
import type { Env, World } from '../system/ports.ts';
import { runStep } from './run-step.ts';

/** Inputs of the main step that the setup action takes too, with the same meaning. */
export const SETUP_INPUTS: readonly string[] = [
  ...['platforms', 'builder', 'driver', 'driver-opts', 'buildkitd-flags', 'buildkitd-config'],
  ...[
    'buildkitd-config-inline',
    'endpoint',
    'builder-platforms',
    'append',
    'tls-cacert',
    'tls-cert',
    'tls-key',
    'allow',
  ],
  ...[
    'keep-builder',
    'keep-state',
    'cleanup',
    'buildx-version',
    'buildx-mirror',
    'buildx-unverified',
    'cache-binary',
    'github-token',
  ],
  ...[
    'binfmt-image',
    'binfmt-reset',
    'mirror',
    'ca',
    'registry',
    'username',
    'password',
    'registry-auth',
    'ecr',
    'logout',
  ],
  ...['retries', 'summary'],
];

/** The setup action: buildx, emulators and a builder for later steps; its post part takes them away when the job ends. */
export function setUpOnly(outer: World): Promise<number> {
  return runStep(outer, setUpAlone);
}

async function setUpAlone(world: World, recorder: Recorder): Promise<number> {
  const { inputs, use, problems } = readSetupInputs(world.env);
  const yaml = await readYaml(inputs);
  for (const secret of yaml.masks) world.log.mask(secret);
  const docker = new Docker(world.exec);
  refuse([...problems, ...yaml.problems, ...(await givenFiles(world, inputs))]);
  const exists = inputs.builder !== undefined && (await docker.buildxVersion()) !== undefined;
  const builder = exists ? await docker.builder(inputs.builder ?? '') : undefined;
  const architectures = await emulated(docker, inputs);
  const session = await setUp(
    world,
    inputs,
    { ...(builder === undefined ? {} : { builder }) },
    { emulators: { building: architectures, running: [] } },
    yaml,
    await begin(world, recorder, inputs, yaml),
  );
  if (session.noEmulator !== undefined) world.log.warning(`nothing is emulated: ${session.noEmulator}`);
  if (use) await useBuilder(world, session);
  await report(world, session);
  return 0;
}

/** Reads the inputs of the setup action; what only a build can use is refused. */
export function readSetupInputs(env: Env): {
  readonly inputs: Inputs;
  readonly use: boolean;
  readonly problems: readonly Problem[];
} {
  const { env: own, problems } = only(env, [...SETUP_INPUTS, 'use']);
  const { INPUT_USE: text = '', ...rest } = own;
  const read = readInputs(rest);
  const wrong = /^(true|false|)$/i.test(text.trim())
    ? []
    : [{ input: 'use', what: `"${text}" is neither true nor false`, instead: 'write true or false' }];
  return { inputs: read.inputs, use: /^true$/i.test(text.trim()), problems: [...read.problems, ...problems, ...wrong] };
}

/** Architectures of the platforms asked for that the engine's machine does not run; it may be another machine than this one. */
async function emulated(docker: Docker, { platforms, driver, append }: Inputs): Promise<string[]> {
  if (driver === 'remote' || driver === 'kubernetes' || append !== undefined || platforms.length === 0) return [];
  const engine = await docker.engine();
  const native = 'why' in engine ? hostPlatform() : engine.platform;
  const runs = (architecture: string) =>
    architecture === native.architecture || (architecture === '386' && native.architecture === 'amd64');
  return [...new Set(platforms.map(({ architecture }) => architecture).filter((one) => !runs(one)))];
}

async function useBuilder({ log }: World, { builder, buildx, exec, recorder }: Session): Promise<void> {
  const docker = new Docker(exec, buildx);
  const before = (await docker.builders()).find(({ current }) => current)?.name;
  if (before !== undefined && before !== builder) recorder.add({ used: [{ builder, before }] });
  await docker.use(builder);
  log.info(`${builder} is the builder of commands that name none, for everything of this user on this machine`);
}

async function report({ runner, log }: World, { builder, facts, buildx }: Session): Promise<void> {
  const platforms = all(facts);
  const nodes = shownNodes(facts.nodes).map((node, at) => ({
    ...node,
    'driver-opts': facts.nodes[at]?.driverOpts ?? {},
    flags: facts.nodes[at]?.flags ?? [],
  }));
  const [first] = facts.nodes;
  runner.output('name', builder);
  runner.output('driver', facts.driver);
  runner.output('platforms', platforms.join(','));
  runner.output('nodes', JSON.stringify(nodes));
  runner.output('status', first?.status ?? '');
  runner.output('endpoint', first?.endpoint ?? '');
  runner.output('buildkit', JSON.stringify(Object.fromEntries(nodes.map((node) => [node.name, node.buildkit]))));
  runner.output('buildx', buildx.join(' '));
  log.info(`${builder} is ready: ${platforms.join(', ')}`);
  const rows = nodes.map((node) => [
    code(node.name),
    code(node.endpoint),
    code(node.status),
    code(node.buildkit),
    code(node.platforms.join(', ')),
  ]);
  await runner.summary(
    `## Crossbuild: builder ${code(builder)}\n\n${table(['Node', 'Endpoint', 'Status', 'BuildKit', 'Platforms'], rows)}\n`,
  );
}

function all({ nodes }: BuilderFacts): string[] {
  const found = nodes.flatMap(({ platforms }) => platforms);
  return found
    .filter((platform, at) => found.findIndex((one) => samePlatform(one, platform)) === at)
    .map(formatPlatform);
}

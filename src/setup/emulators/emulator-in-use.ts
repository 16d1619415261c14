import type { Docker } from '../../docker/docker.ts';
import type { EmulatorInUse } from '../../facts/facts.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { parsePlatform } from '../../platform/platform.ts';
import { emulatorName } from '../../platform/target.ts';
import type { World } from '../../system/ports.ts';
import { mirrored } from '../login/registries.ts';
import type { Session } from '../session.ts';
import { registeredInterpreter } from './emulators.ts';

/** What is asked, once a program has crashed. */
interface Asked {
  readonly world: World;
  readonly docker: Docker;
  readonly inputs: Pick<Inputs, 'binfmtImage' | 'binfmtReset' | 'mirror'>;
  readonly session: Pick<Session, 'facts' | 'recorder' | 'engine'>;
}

/** Which emulator ran programs of a platform, with its version as far as it can be found out. Never throws. */
export async function emulatorInUse(asked: Asked, platform: string): Promise<EmulatorInUse | undefined> {
  const parsed = parsePlatform(platform);
  if ('why' in parsed) return undefined;
  const { session, inputs, docker } = asked;
  if (session.facts.driver === 'remote' || session.facts.driver === 'kubernetes') return ofNode(session);
  const name = emulatorName(parsed.platform.architecture);
  const added = session.recorder.record().emulators.find(({ names }) => names.includes(name));
  const image = added?.image ?? (inputs.binfmtReset ? mirrored(inputs.binfmtImage, inputs.mirror) : undefined);
  if (image === undefined) return { from: 'before', name: await ofBefore(asked, name) };
  const version = await docker.at(session.engine).binfmtVersion(image);
  return {
    from: 'image',
    name: version === undefined ? `the QEMU that ${image} registered` : `QEMU ${version}, which ${image} registered`,
  };
}

/** BuildKit takes what its machine has registered, and else the QEMU that it brings along. */
function ofNode({ facts }: Pick<Session, 'facts'>): EmulatorInUse {
  const versions = [...new Set(facts.nodes.flatMap(({ version }) => version ?? []))].join(', ');
  const own = versions === '' ? "BuildKit's own emulator" : `the emulator of BuildKit ${versions}`;
  return { from: 'node', name: `${own}, or the one that its machine has registered` };
}

async function ofBefore({ world, session }: Asked, name: string): Promise<string> {
  const interpreter = session.engine === undefined ? await registeredInterpreter(world, name) : undefined;
  const unknown = 'the emulator that was registered before this step, whose version is not known';
  if (interpreter === undefined) return unknown;
  // one that an image registered is not on this machine's disk
  const result = await world.exec.run(interpreter, ['--version'], { timeoutMs: 10_000, asksMachine: true });
  const version = /\bversion (\S+)/.exec(result.stdout)?.[1];
  return result.code === 0 && version !== undefined
    ? `QEMU ${version} (${interpreter}), which was registered before this step`
    : unknown;
}

import type { BuilderFacts, EngineFacts } from '../facts/facts.ts';
import { asObject, asTexts, parseJson } from '../model/json.ts';
import { UserError } from '../model/problem.ts';
import type { Exec, RunOptions, RunResult } from '../system/ports.ts';
import { createArgs, runArgs, tagArgs } from './argv.ts';
import type { NodeSpec } from './builder-spec.ts';
import { classify, DockerError, lastUsefulLine } from './docker-error.ts';
import { type ImageInspect, parseBinfmt, parseBuilders, parseBuildxVersion, parseImage, parseInfo } from './parse.ts';

const MINUTE = 60_000;

/**
 * The docker and buildx commands that are used, one method each. All of them go through `run`, with arguments as an
 * array. A command that fails throws a {@link DockerError}, unless its method says otherwise.
 */
export class Docker {
  private readonly exec: Exec;
  /** `['docker', 'buildx']`, or the path of a buildx that is called by itself. */
  readonly command: readonly string[];
  /** A docker context or an address; undefined is the engine that docker itself would take. */
  private readonly endpoint: string | undefined;

  constructor(exec: Exec, buildx: readonly string[] = ['docker', 'buildx'], endpoint?: string) {
    this.exec = exec;
    this.command = buildx;
    this.endpoint = endpoint;
  }

  /** The same commands, where those that ask an engine ask the one of a docker context or an address. */
  at(endpoint: string | undefined): Docker {
    return endpoint === undefined ? this : new Docker(this.exec, this.command, endpoint);
  }

  /** The engine, or in one sentence why none can be used. Never throws. */
  async engine(): Promise<EngineFacts | { readonly why: string }> {
    const result = await this.docker(['info', '--format', '{{json .}}'], { timeoutMs: MINUTE });
    const facts = result.code === 0 ? parseInfo(result.stdout) : undefined;
    if (facts !== undefined) return facts;
    const { kind } = classify(result);
    if (kind === 'not-installed') return { why: 'the docker command is not installed' };
    if (kind === 'timeout') return { why: 'docker info did not answer within a minute' };
    const line =
      lastUsefulLine(result.stderr) ||
      serverErrors(result.stdout) ||
      (result.code === 0 ? 'docker info names no engine' : `docker info ended with ${result.code}`);
    return { why: kind === 'permission' ? `this user may not use the Docker socket: ${line}` : line };
  }

  /** Without a leading v; undefined when there is no buildx. Never throws. */
  async buildxVersion(): Promise<string | undefined> {
    const result = await this.buildx(['version'], { timeoutMs: MINUTE, asksMachine: true });
    return result.code === 0 ? parseBuildxVersion(result.stdout) : undefined;
  }

  async builders(): Promise<BuilderFacts[]> {
    const args = ['ls', '--format', '{{json .}}'];
    return parseBuilders((await this.must('the builders cannot be listed', args, { timeoutMs: 2 * MINUTE })).stdout);
  }

  async builder(name: string): Promise<BuilderFacts | undefined> {
    return (await this.builders()).find((one) => one.name === name);
  }

  /** Makes the builder of the first node and appends the others. Nothing is booted yet. */
  async create(name: string, nodes: readonly NodeSpec[]): Promise<void> {
    for (const [index, node] of nodes.entries()) {
      const what =
        index === 0 ? `builder ${name} cannot be created` : `node ${index} cannot be appended to builder ${name}`;
      await this.must(what, createArgs(name, node, index), { timeoutMs: 5 * MINUTE });
    }
  }

  /** Starts every node of a builder and waits until it answers; pulls BuildKit where that is needed. */
  async bootstrap(name: string, options: RunOptions = {}): Promise<void> {
    await this.must(`builder ${name} does not start`, ['inspect', '--bootstrap', name], {
      timeoutMs: 10 * MINUTE,
      ...options,
    });
  }

  /** Makes it the builder that commands use which name none. */
  async use(name: string): Promise<void> {
    await this.must(`builder ${name} cannot be made the current one`, ['use', name]);
  }

  /** A builder that is not there counts as removed. */
  async remove(name: string, { keepState }: { readonly keepState: boolean }): Promise<void> {
    const args = ['rm', ...(keepState ? ['--keep-state'] : []), name];
    const result = await this.buildx(args, { timeoutMs: 2 * MINUTE });
    if (result.code !== 0 && !/no builder "/.test(result.stderr))
      throw new DockerError(`builder ${name} cannot be removed`, result);
  }

  /** Whether a build runs on it right now; undefined when buildx cannot tell. Never throws. */
  async isBuilding(name: string): Promise<boolean | undefined> {
    const args = ['history', 'ls', `--builder=${name}`, '--format', '{{.Status}}'];
    const result = await this.buildx(args, { timeoutMs: MINUTE });
    return result.code === 0 ? /^running$/im.test(result.stdout) : undefined;
  }

  /** Stops every node; the next build on it starts them again. */
  async stop(name: string): Promise<void> {
    await this.must(`builder ${name} cannot be stopped`, ['stop', name], { timeoutMs: 2 * MINUTE });
  }

  /** What a registry holds under a reference, or why that cannot be told. Never throws. */
  async inspectImage(reference: string, builder?: string): Promise<ImageInspect | { readonly why: string }> {
    const args = ['imagetools', 'inspect', ...named(builder), '--format', '{{json .}}', '--', reference];
    const result = await this.buildx(args, { timeoutMs: 2 * MINUTE });
    if (result.code === 0) return readImage(result.stdout);
    return { why: lastUsefulLine(result.stderr) || `imagetools inspect ended with ${result.code}` };
  }

  /** The bytes of a manifest or of a manifest list, as text. */
  async rawManifest(reference: string, builder?: string): Promise<string> {
    const args = ['imagetools', 'inspect', ...named(builder), '--raw', '--', reference];
    return (await this.must(`the manifest of ${reference} cannot be read`, args, { timeoutMs: 2 * MINUTE })).stdout;
  }

  /** Gives names to an image that is pushed already, or joins several into one list. */
  async tagImage(request: {
    readonly source: string | readonly string[];
    readonly tags: readonly string[];
    readonly builder?: string;
    readonly annotations?: readonly string[];
  }): Promise<void> {
    const { source, ...rest } = request;
    const sources = typeof source === 'string' ? [source] : source;
    const args = tagArgs({ ...rest, sources });
    await this.must(`${sources.join(', ')} cannot be tagged as ${request.tags.join(', ')}`, args, {
      timeoutMs: 10 * MINUTE,
    });
  }

  /** Runs a build; `args` start with `build`. Does not throw: what a failed build means is for the caller to say. */
  build(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    return this.buildx(args, options);
  }

  /** Writes the record of a build, as Docker Desktop imports it, to a new file. */
  async exportRecord(builder: string, reference: string, file: string): Promise<void> {
    const args = ['history', 'export', `--builder=${builder}`, '--finalize', `--output=${file}`, '--', reference];
    await this.must('the build record cannot be exported', args, { timeoutMs: 5 * MINUTE });
  }

  /** Runs an image once, without network, in a container of this name. Does not throw; after a timeout the container is removed. */
  async runImage(request: {
    readonly name: string;
    readonly image: string;
    readonly platform: string;
    readonly timeoutMs: number;
    /** The container reaches the network. */
    readonly network?: boolean;
    readonly args?: readonly string[];
  }): Promise<RunResult> {
    let ended = false;
    try {
      const result = await this.docker(runArgs(request), { timeoutMs: request.timeoutMs });
      ended = !result.timedOut && result.code < 128;
      return result;
    } finally {
      // the client may have ended while its container goes on
      if (!ended) await this.docker(['rm', '-f', request.name], { timeoutMs: MINUTE, cleaning: true });
    }
  }

  /** An image that is not there counts as removed. */
  async removeImage(reference: string): Promise<void> {
    const result = await this.docker(['image', 'rm', reference], { timeoutMs: MINUTE, cleaning: true });
    if (result.code !== 0 && classify(result).kind !== 'not-found')
      throw new DockerError(`image ${reference} cannot be removed`, result);
  }

  /** A container that is not there counts as removed. */
  async removeContainer(name: string): Promise<void> {
    const result = await this.docker(['rm', '-f', name], { timeoutMs: MINUTE, cleaning: true });
    if (result.code !== 0 && classify(result).kind !== 'not-found')
      throw new DockerError(`container ${name} cannot be removed`, result);
  }

  /** Runs the image that registers emulators, which needs a privileged container. The output also holds its messages. */
  async binfmt(
    image: string,
    args: readonly string[],
  ): Promise<{
    readonly supported: readonly string[];
    readonly emulators: readonly string[];
    readonly messages: string;
  }> {
    const result = await this.docker(['run', '--rm', '--privileged', byDigest(image), ...args], {
      timeoutMs: 5 * MINUTE,
    });
    if (result.code !== 0) throw new DockerError(`${image} cannot be run`, result);
    return { ...parseBinfmt(result.stdout), messages: result.stderr };
  }

  /** The version of QEMU that an image registers emulators of; undefined when it does not tell. Never throws. */
  async binfmtVersion(image: string): Promise<string | undefined> {
    const result = await this.docker(['run', '--rm', byDigest(image), '--version'], { timeoutMs: MINUTE });
    return /\bqemu\/v?(\d[\w.-]*)/.exec(`${result.stdout}\n${result.stderr}`)?.[1];
  }

  /** The end of what a container wrote, or undefined when there is no such container. Never throws. */
  async containerLog(name: string, lines: number): Promise<string | undefined> {
    const result = await this.docker(['logs', '--tail', String(lines), name], { timeoutMs: MINUTE });
    return result.code === 0 ? result.stdout + result.stderr : undefined;
  }

  /** Names of the running containers whose name starts with a prefix. Never throws: none when there is no engine. */
  async containers(prefix: string): Promise<string[]> {
    const args = ['ps', '--filter', `name=^/?${prefix}`, '--format', '{{.Names}}'];
    const result = await this.docker(args, { timeoutMs: MINUTE });
    return result.code === 0 ? result.stdout.split('\n').filter((line) => line !== '') : [];
  }

  /** Makes a volume that says something to other jobs by its name. Never throws: false when there is none then. */
  async createVolume(name: string): Promise<boolean> {
    return (await this.docker(['volume', 'create', name], { timeoutMs: MINUTE })).code === 0;
  }

  /** Names of the volumes whose name starts with a prefix. Never throws: none when there is no engine. */
  async volumes(prefix: string): Promise<string[]> {
    const args = ['volume', 'ls', '--filter', `name=^${prefix}`, '--format', '{{.Name}}'];
    const result = await this.docker(args, { timeoutMs: MINUTE });
    return result.code === 0 ? result.stdout.split('\n').filter((line) => line.startsWith(prefix)) : [];
  }

  /** A volume that is not there counts as removed. */
  async removeVolume(name: string): Promise<void> {
    const result = await this.docker(['volume', 'rm', name], { timeoutMs: MINUTE });
    if (result.code !== 0 && classify(result).kind !== 'not-found')
      throw new DockerError(`volume ${name} cannot be removed`, result);
  }

  /** `config` is the folder of docker's configuration to make it in; undefined is the one in the home folder. */
  async createContext(name: string, endpoint: string, config: string | undefined): Promise<void> {
    const result = await this.docker(['context', 'create', name, '--docker', endpoint], {
      timeoutMs: MINUTE,
      env: { DOCKER_CONFIG: config },
    });
    if (result.code !== 0) throw new DockerError(`docker context ${name} cannot be created`, result);
  }

  /** A context that is not there counts as removed. */
  async removeContext(name: string): Promise<void> {
    const result = await this.docker(['context', 'rm', '-f', name], { timeoutMs: MINUTE });
    if (result.code !== 0 && classify(result).kind !== 'not-found')
      throw new DockerError(`docker context ${name} cannot be removed`, result);
  }

  async logout(registry: string): Promise<void> {
    const result = await this.docker(['logout', registry], { timeoutMs: MINUTE });
    if (result.code !== 0) throw new DockerError(`cannot log out of ${registry}`, result);
  }

  private async must(what: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const result = await this.buildx(args, options);
    if (result.code !== 0) throw new DockerError(what, result);
    return result;
  }

  private buildx(args: readonly string[], options: RunOptions): Promise<RunResult> {
    return this.run(this.command, args, options);
  }

  private docker(args: readonly string[], options: RunOptions): Promise<RunResult> {
    return this.run(['docker', ...engineFlags(this.endpoint)], args, options);
  }

  /** The one place where a program is started. */
  private run(command: readonly string[], args: readonly string[], options: RunOptions): Promise<RunResult> {
    const [program = 'docker', ...first] = command;
    return this.exec.run(program, [...first, ...args], options);
  }
}

/** An image that a digest names goes without its tag: content trust (`DOCKER_CONTENT_TRUST`) looks for a signature of a tag, and takes a digest as it is. */
function byDigest(image: string): string {
  return image.replace(/:[^:/@]+(?=@sha256:)/, '');
}

/** An address has a scheme; the name of a context has none. */
function engineFlags(endpoint: string | undefined): string[] {
  if (endpoint === undefined) return [];
  return [endpoint.includes('://') ? `--host=${endpoint}` : `--context=${endpoint}`];
}

function named(builder: string | undefined): string[] {
  return builder === undefined ? [] : [`--builder=${builder}`];
}

/** Some versions end with 0 and put the daemon's error inside the JSON. */
function serverErrors(stdout: string): string {
  return asTexts(asObject(parseJson(stdout)).ServerErrors).join('; ');
}

/** An image, or why it cannot be told what buildx showed. */
function readImage(json: string): ImageInspect | { readonly why: string } {
  try {
    return parseImage(json);
  } catch (error) {
    if (error instanceof UserError) return { why: error.message };
    throw error;
  }
}

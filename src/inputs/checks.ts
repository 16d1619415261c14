import { ecrRegistry } from '../model/ecr.ts';
import { keyValue, parseFields } from '../model/list.ts';
import { formatPlatform } from '../platform/platform.ts';
import type { Inputs } from './inputs.ts';
import { type Reader, SHORTEST_MASK } from './reader.ts';
import { ENDPOINTS, endpointFault } from './yaml.ts';

/** Inputs that are right by themselves but not together. */
export function contradictions(read: Reader, inputs: Inputs, pushes: boolean): void {
  pushing(read, inputs);
  builder(read, inputs);
  logins(read, inputs, pushes);
  exposedSecrets(read, inputs);
  for (const platform of Object.keys(inputs.strategy.byPlatform)) {
    if (inputs.platforms.length > 0 && !inputs.platforms.some((one) => formatPlatform(one) === platform)) {
      read.problem({
        input: 'strategy',
        what: `${platform} has a strategy but is not built`,
        instead: 'add it to platforms, or drop the line',
      });
    }
  }
}

/** The values of a run that the runner hides, by what they are called. */
function hidden({ secrets, password, githubToken }: Inputs): [name: string, value: string][] {
  const given = secrets.flatMap((one) => (one.from === 'value' ? [[`the secret ${one.id}`, one.value] as const] : []));
  const others = [['the password', password] as const, ['github-token', githubToken] as const];
  return [...given, ...others].flatMap(([name, value]) =>
    value === undefined || value.trim().length < SHORTEST_MASK ? [] : [[name, value.trim()]],
  );
}

/** Secrets where everybody sees them, and names that the runner hides because a secret is a part of them. */
function exposedSecrets(read: Reader, inputs: Inputs): void {
  const names = [...inputs.images, ...inputs.tags.map(({ text }) => text)];
  for (const [secret, value] of hidden(inputs)) {
    for (const text of inputs.buildArgs.filter((one) => keyValue(one).value?.includes(value)))
      read.warn(
        'build-args',
        `${keyValue(text).key} holds ${secret}, and the image's history and provenance show build arguments; write RUN --mount=type=secret instead`,
      );
    if (names.some((name) => name.includes(value)))
      read.warn(
        'secrets',
        `${secret} is a part of the name of an image, so the runner hides that part in the log and passes no output that holds it on to other jobs`,
      );
  }
}

function pushing(read: Reader, inputs: Inputs): void {
  const names = inputs.outputs.some((output) => parseFields(output).some(({ key }) => key === 'name'));
  // a tag that cannot be read has an error of its own
  const nameless = read.raw('tags').trim() === '' && inputs.images.length === 0;
  if ((inputs.push || inputs.shard) && nameless && !(names && inputs.push)) {
    const input = inputs.push ? 'push' : 'shard';
    read.problem({
      input,
      what: 'there is nothing to push to',
      why: `${input} is true and tags is empty`,
      instead: 'write tags: registry/name:tag',
    });
  }
  if (inputs.shard && inputs.load) {
    read.problem({
      input: 'load',
      what: 'a shard is not loaded',
      why: 'it is a part of an image that another job joins',
      instead: 'leave out load or shard',
    });
  }
}

function builder(read: Reader, inputs: Inputs): void {
  if (inputs.buildkitdConfig !== undefined && inputs.buildkitdConfigInline !== undefined) {
    read.problem({
      input: 'buildkitd-config-inline',
      what: 'buildkitd-config is given too',
      why: 'a builder has one configuration',
      instead: 'keep one of the two',
    });
  }
  const fault = endpointFault(inputs.endpoint ?? '');
  if (fault !== undefined)
    read.problem({ input: 'endpoint', what: `"${inputs.endpoint}" ${fault}`, instead: ENDPOINTS });
  if (inputs.driver === 'remote' && inputs.endpoint === undefined && inputs.builder === undefined) {
    read.problem({
      input: 'endpoint',
      what: 'is missing',
      why: 'the remote driver needs a BuildKit that runs already',
      instead: 'write endpoint: tcp://host:port',
    });
  }
  if (inputs.keepState && inputs.builder === undefined) {
    read.problem({
      input: 'keep-state',
      what: 'the builder has no name',
      why: 'one without has a new name in every run, so no later run would find its cache',
      instead: 'write builder: and a name',
    });
  }
  if ((inputs.tls.cert === undefined) !== (inputs.tls.key === undefined)) {
    const missing = inputs.tls.cert === undefined ? 'tls-cert' : 'tls-key';
    read.problem({ input: missing, what: 'is missing', why: 'a certificate and its key go together' });
  }
}

/**
 * A user name whose password is empty, in a run that pushes nothing: what every pull request from a fork has. Nothing
 * needs the login but a private base image, and that is refused by its registry with words of its own.
 */
function isForkWithoutSecret({ username, password, ...inputs }: Inputs): boolean {
  return username !== undefined && password === undefined && !pushesImage(inputs);
}

/** Whether an image goes to a registry, by `push`, as a shard, or by an output. */
export function pushesImage({ push, shard, outputs }: Pick<Inputs, 'push' | 'shard' | 'outputs'>): boolean {
  return push || shard || outputs.some((output) => /\bpush=true\b|type=registry\b/.test(output));
}

function logins(read: Reader, inputs: Inputs, pushes: boolean): void {
  const { registry, username, password, registryAuth, ecr } = inputs;
  const single = registry !== undefined || username !== undefined || password !== undefined;
  if (registryAuth !== undefined && single) {
    read.problem({
      input: 'registry-auth',
      what: 'is given beside registry, username or password',
      why: 'it holds every login',
      instead: 'add the other login to the list',
    });
  }
  if (ecrRegistry(registry ?? '', ecr === 'true') !== undefined) return;
  if (!pushes && isForkWithoutSecret(inputs)) {
    read.warn(
      'password',
      'is empty, so there is no login; nothing is pushed, and a secret is empty in a pull request from a fork',
    );
    return;
  }
  if (single && (username === undefined || password === undefined)) {
    read.problem({
      input: username === undefined ? 'username' : 'password',
      what: 'is empty, so there is no login',
      why: 'a secret is empty in a pull request from a fork, and where it was never made',
      instead: 'give both, or leave out registry, username and password',
    });
  }
}

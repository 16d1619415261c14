import { isTrue } from '../model/env.ts';
import { formatFields, parseFields } from '../model/list.ts';
import type { Problem } from '../model/problem.ts';
import { parseReference } from '../model/reference.ts';

export interface OutputRequest {
  readonly push: boolean;
  readonly load: boolean;
  /** Full image references. */
  readonly tags: readonly string[];
  /** As the user wrote them: `type=…,key=value`, or a folder. */
  readonly outputs: readonly string[];
  /** How many platforms are built. */
  readonly platforms: number;
  /** A part of a matrix: pushed by digest, tagged by nobody here. */
  readonly shard: boolean;
  /** `check`, `outline` …: nothing is built, so nothing comes out. */
  readonly call: string | undefined;
}

export interface OutputFacts {
  readonly driver: string;
  /** EngineFacts.multiPlatformStore; false when there is no engine. */
  readonly multiPlatformStore: boolean;
  /** How many nodes the builder has; 1 unless told. */
  readonly nodes?: number;
  /** A private folder for the OCI layout; it lives until the job ends. */
  readonly temp: string;
}

/** What buildx is asked to export, and what is done with it afterwards. */
export interface OutputPlan {
  /** Values of `--output`. `--tag` stays unused: every output carries its own names. */
  readonly outputs: readonly string[];
  /**
   * Set when the image is pushed by digest: once it is verified, `imagetools create` makes the tags. The pushed
   * output is then the last one, because buildx's metadata holds the digest of the last (seen with 0.38).
   */
  readonly publish?: { readonly repositories: readonly string[]; readonly tags: readonly string[] };
  /** The OCI layout that was added because nothing else was asked for. */
  readonly layout?: string;
  /** The engine gets the image. */
  readonly loads: boolean;
  /** buildx refuses `--iidfile` beside a local or tar output. */
  readonly iidFile: boolean;
  /** Whether any of them is an image, and not files alone. */
  readonly image: boolean;
  /** Why no attestation can be made, when one of the outputs cannot hold any. */
  readonly noAttestations?: string;
  readonly because: string;
  /** What the user should know: an output that pushes before it is verified. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

interface Output {
  readonly type: string;
  readonly fields: readonly { readonly key: string; readonly value: string | undefined }[];
  readonly text: string;
}

/** From what was asked for to the values of `--output`; nothing asked gives an OCI layout. */
export function planOutputs(request: OutputRequest, facts: OutputFacts): OutputPlan {
  if (request.call !== undefined && request.call !== 'build') return nothing(`call: ${request.call} builds nothing`);
  const asked = request.outputs.map(readOutput);
  const gate = isGated(asked, request);
  const direct = facts.driver === 'docker';
  const spread = isSpread(request, facts);
  const pushed = gate ? pushOutput(asked, request, { direct, spread }) : undefined;
  const others = otherOutputs(asked, request, { gate, pushed });
  const loads = isLoaded(asked, request, facts, gate);
  if (loads && !asked.some(loadsIntoEngine)) others.push(named(readOutput('type=docker'), request.tags));
  const layout = isEmpty(request, gate) && !loads ? `${facts.temp}/layout` : undefined;
  if (layout !== undefined) others.push(readOutput(formatLayout(layout)));
  const all = pushed === undefined ? others : [...others, pushed.output];
  const noAttestations = attestationHurdle(all, facts);
  return {
    outputs: all.map(({ text }) => text),
    ...(pushed === undefined || direct ? {} : { publish: publishing(request) }),
    ...(layout === undefined ? {} : { layout }),
    loads,
    image: all.some(({ type }) => IMAGES.has(type)),
    iidFile: !all.some(({ type }) => type === 'local' || type === 'tar'),
    ...(noAttestations === undefined ? {} : { noAttestations }),
    because: reason(request, { gate, direct, loads, layout }),
    notes: [...notes(others, direct && gate), ...stagingNotes({ spread, gate, direct })],
    problems: [
      ...loadProblems(request, facts, loads),
      ...all.flatMap((output) => (spread ? spreadProblems(output, layout !== undefined) : [])),
      ...all.flatMap((output) => outputProblems(output, request)),
      ...pushProblems(request),
      ...shardProblems(request, direct),
    ],
  };
}

/** Images of several nodes are pushed under a tag of their own until they are joined. */
function stagingNotes(how: { readonly spread: boolean; readonly gate: boolean; readonly direct: boolean }): string[] {
  return how.spread && how.gate && !how.direct ? [STAGING_NOTE] : [];
}

/** Whether images are built on several nodes, each of which pushes its own. */
function isSpread({ platforms }: OutputRequest, { nodes = 1 }: OutputFacts): boolean {
  return platforms > 1 && nodes > 1;
}

/** Whether what is asked for is pushed under a tag, which waits until it is verified. */
function isGated(asked: readonly Output[], request: OutputRequest): boolean {
  return request.push || request.shard || asked.some((output) => pushesToTags(output, request));
}

/** Whether an image gets into the engine: it is asked for, or nothing is and it stays there in any case. */
function isLoaded(asked: readonly Output[], request: OutputRequest, facts: OutputFacts, gate: boolean): boolean {
  return request.load || asked.some(loadsIntoEngine) || (isEmpty(request, gate) && keepsInEngine(facts));
}

/** What was asked for beside the output that pushes. */
function otherOutputs(
  asked: readonly Output[],
  request: OutputRequest,
  { gate, pushed }: { readonly gate: boolean; readonly pushed: { readonly from?: Output } | undefined },
): Output[] {
  return asked
    .filter((output) => output !== pushed?.from && !(gate && pushesToTags(output, request)))
    .map((output) => named(output, request.tags))
    .map((output) => (request.push && pushed === undefined ? pushing(output) : output));
}

const IMAGES = new Set(['image', 'registry', 'docker', 'oci']);

function nothing(because: string): OutputPlan {
  return { outputs: [], loads: false, iidFile: false, image: false, because, notes: [], problems: [] };
}

function readOutput(text: string): Output {
  // `-o out` is short for a local folder
  const fields = text.includes('=')
    ? parseFields(text)
    : parseFields(`type=local,"dest=${text.replaceAll('"', '""')}"`);
  return { type: value(fields, 'type') ?? 'local', fields, text: text.includes('=') ? text : formatFields(fields) };
}

function value(fields: Output['fields'], key: string): string | undefined {
  return fields.find((field) => field.key === key)?.value;
}

const pushesItself = ({ type, fields }: Output): boolean =>
  type === 'registry' || (type === 'image' && isTrue(value(fields, 'push')));

/** Pushes to the names in `tags`, not to names of its own: then it can wait for the verification like `push: true`. */
function pushesToTags(output: Output, { tags }: OutputRequest): boolean {
  const own = value(output.fields, 'name') !== undefined || isTrue(value(output.fields, 'push-by-digest'));
  return pushesItself(output) && !own && tags.length > 0;
}

const loadsIntoEngine = ({ type, fields }: Output): boolean => type === 'docker' && value(fields, 'dest') === undefined;

function isEmpty(request: OutputRequest, gate: boolean): boolean {
  return request.outputs.length === 0 && !gate && !request.load;
}

/** The engine's own BuildKit with the classic store knows no OCI output; its images stay where docker leaves them. */
function keepsInEngine({ driver, multiPlatformStore }: OutputFacts): boolean {
  return driver === 'docker' && !multiPlatformStore;
}

/** The output that pushes: the user's own `type=image` with its attributes kept, or a new one. */
function pushOutput(
  asked: readonly Output[],
  request: OutputRequest,
  { direct, spread }: { readonly direct: boolean; readonly spread: boolean },
): { readonly output: Output; readonly from?: Output } | undefined {
  const isOwn = (output: Output) =>
    ['image', 'registry'].includes(output.type) &&
    value(output.fields, 'name') === undefined &&
    !isTrue(value(output.fields, 'push-by-digest'));
  const from = asked.find((output) => pushesToTags(output, request)) ?? asked.find(isOwn);
  if (request.tags.length === 0) return undefined;
  const ours = ['type', 'name', 'push', 'push-by-digest', 'name-canonical'];
  const kept = (from?.fields ?? []).filter(({ key }) => !ours.includes(key));
  const repositories = publishing(request).repositories;
  const parts = spread ? repositories.map((name) => `${name}:${STAGING}`) : repositories;
  const names = direct ? request.tags : parts;
  const text = formatFields([
    { key: 'type', value: 'image' },
    { key: 'push', value: 'true' },
    ...(direct
      ? []
      : [
          { key: 'push-by-digest', value: 'true' },
          { key: 'name-canonical', value: 'true' },
        ]),
    ...kept,
    { key: 'name', value: names.join(',') },
  ]);
  return { output: readOutput(text), ...(from === undefined ? {} : { from }) };
}

/**
 * buildx joins what several nodes pushed into one list and pushes that by a tag, `latest` when it is given none
 * (buildx 0.38, build.go). So it is given one that nobody pulls; the user's own tags still wait for the verification.
 */
const STAGING = 'crossbuild-staging';
const STAGING_NOTE = `several nodes: buildx joins their parts under a tag, so the tag ${STAGING} is pushed too`;

function spreadProblems({ type, text }: Output, added: boolean): Problem[] {
  if (!['oci', 'tar', 'docker'].includes(type)) return [];
  return [
    {
      input: 'outputs',
      what: added ? 'an OCI layout cannot be made' : `${text} cannot be made`,
      why: 'the platforms are built on several nodes, and buildx joins their parts only in a registry',
      instead: 'write push: true with tags, or outputs: type=local,dest=folder',
    },
  ];
}

function publishing({ tags, shard }: OutputRequest) {
  const repositories = tags.flatMap((tag) => {
    const parsed = parseReference(tag);
    return 'why' in parsed ? [] : [parsed.name];
  });
  return { repositories: [...new Set(repositories)], tags: shard ? [] : tags };
}

/** What `--tag` would do: names for the outputs that can hold a name and have none. */
function named(output: Output, tags: readonly string[]): Output {
  const wants = ['image', 'registry', 'oci', 'docker'].includes(output.type);
  if (!wants || tags.length === 0 || value(output.fields, 'name') !== undefined) return output;
  if (isTrue(value(output.fields, 'push-by-digest'))) return output;
  return readOutput(formatFields([...output.fields, { key: 'name', value: tags.join(',') }]));
}

/** `push: true` without tags pushes the images that an output names. */
function pushing(output: Output): Output {
  if (output.type !== 'image' || pushesItself(output)) return output;
  const others = output.fields.filter(({ key }) => key !== 'push');
  return readOutput(formatFields([...others, { key: 'push', value: 'true' }]));
}

function formatLayout(dest: string): string {
  return formatFields([
    { key: 'type', value: 'oci' },
    { key: 'dest', value: dest },
    { key: 'tar', value: 'false' },
  ]);
}

/** Seen with BuildKit 0.34: a docker archive holds one manifest, and Docker's own media types hold no attestation. */
function attestationHurdle(all: readonly Output[], { multiPlatformStore }: OutputFacts): string | undefined {
  if (all.some((output) => output.type === 'docker' && !(loadsIntoEngine(output) && multiPlatformStore)))
    return 'a docker output holds one manifest and no attestation';
  if (all.some(({ fields }) => /^(0|f|false)$/i.test(value(fields, 'oci-mediatypes') ?? '')))
    return 'oci-mediatypes=false leaves no place for attestations';
  return undefined;
}

function reason(
  request: OutputRequest,
  { gate, direct, loads, layout }: { gate: boolean; direct: boolean; loads: boolean; layout: string | undefined },
): string {
  const parts: string[] = [];
  if (gate && direct) parts.push('pushed with its tags at once: the docker driver cannot push by digest');
  else if (request.shard) parts.push('pushed by digest: the job that merges the shards makes the tags');
  else if (gate) parts.push('pushed by digest, tagged once it is verified');
  if (loads) parts.push('loaded into the Docker engine');
  if (layout !== undefined) parts.push('an OCI layout, as nothing else was asked for');
  if (request.outputs.length > 0) parts.push('outputs as given');
  return parts.join('; ');
}

function notes(others: readonly Output[], direct: boolean): string[] {
  const early = others.filter(pushesItself).map(({ text }) => text);
  return [
    ...early.map((text) => `${text} names what it pushes, so it is pushed before it is verified`),
    ...(direct ? ['the docker driver cannot push by digest, so the tags are pushed before they are verified'] : []),
  ];
}

function loadProblems({ platforms }: OutputRequest, facts: OutputFacts, loads: boolean): Problem[] {
  if (!loads || platforms < 2 || facts.multiPlatformStore) return [];
  return [
    {
      input: 'load',
      what: `${platforms} platforms cannot be loaded`,
      why: "the Docker engine's image store holds one platform of an image",
      instead:
        "name one platform, push instead, take the OCI layout that is made without load, or turn on the engine's containerd image store",
    },
  ];
}

function outputProblems(output: Output, { platforms }: OutputRequest): Problem[] {
  const dest = value(output.fields, 'dest');
  if (dest === '-')
    return [
      {
        input: 'outputs',
        what: `${output.text} writes to the log`,
        why: 'a step has no other standard output',
        instead: 'write dest=file.tar',
      },
    ];
  if (output.type !== 'docker' || dest === undefined || platforms < 2) return [];
  return [
    {
      input: 'outputs',
      what: `${output.text} cannot hold ${platforms} platforms`,
      why: 'a docker archive holds one image',
      instead: 'write type=oci, or name one platform',
    },
  ];
}

function shardProblems(request: OutputRequest, direct: boolean): Problem[] {
  if (!request.shard || (!direct && request.tags.length > 0)) return [];
  return [
    direct
      ? {
          input: 'shard',
          what: 'a shard cannot be built with the docker driver',
          why: 'a shard is pushed by digest only, and the docker driver cannot do that',
          instead: 'leave out driver, or name a builder of another driver',
        }
      : {
          input: 'shard',
          what: 'a shard has no name to be pushed to',
          why: 'no rule in tags makes a tag for this event',
          instead: 'write tags: registry/name:tag, or do not build shards for this event',
        },
  ];
}

function pushProblems(request: OutputRequest): Problem[] {
  const digests = request.push ? request.tags.filter((tag) => tag.includes('@')) : [];
  return digests.map((tag) => ({
    input: 'tags',
    what: `${tag} cannot be pushed`,
    why: 'a digest is the result of a build, not its name',
    instead: `write ${tag.slice(0, tag.indexOf('@'))}`,
  }));
}

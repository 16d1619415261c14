import { type Env, isTrue } from '../model/env.ts';
import { formatFields, keyValue, parseFields } from '../model/list.ts';
import type { Problem } from '../model/problem.ts';

export interface AttestationRequest {
  /** `true`, `false` or attributes. */
  readonly provenance: string | undefined;
  readonly sbom: string | undefined;
  readonly attests: readonly string[];
  readonly buildArgs: readonly string[];
}

export interface AttestationFacts {
  /** Of the repository, from the event; undefined counts as private. */
  readonly visibility: 'public' | 'private' | undefined;
  /** OutputPlan.noAttestations. */
  readonly hurdle?: string | undefined;
  /** There is an image that could hold them; a check or a folder alone has none. */
  readonly image: boolean;
  /** A proxy with a password reaches RUN, and mode=max would show it. */
  readonly proxyLogin?: boolean;
  readonly env: Env;
}

export interface AttestationPlan {
  /** Values of `--provenance` and `--sbom`; undefined leaves the flag out. */
  readonly provenance: string | undefined;
  readonly sbom: string | undefined;
  readonly attests: readonly string[];
  /** Shown in the plan: what is attested, and why so. */
  readonly because: string;
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

/** Which attestations the image gets. Asked for but impossible is a problem; by default and impossible is left out. */
export function planAttestations(request: AttestationRequest, facts: AttestationFacts): AttestationPlan {
  const problems = clashes(request, facts);
  const builderId = runUrl(facts.env);
  const { provenance, because } = decideProvenance(request, facts, builderId);
  const attests = request.attests.map((entry) =>
    typeOf(entry) === 'provenance' ? withBuilder(entry, builderId) : entry,
  );
  const full = [provenance, ...attests].some((entry) => entry !== undefined && /(^|,)mode=max(,|$)/.test(entry));
  return {
    provenance,
    sbom: request.sbom,
    attests,
    because,
    notes: [
      ...(full && request.buildArgs.length > 0 ? [exposed(request.buildArgs)] : []),
      ...(full && facts.proxyLogin === true
        ? [
            'provenance with mode=max shows the name and password of the proxy that RUN gets to everyone who can pull the image; provenance: mode=min does not',
          ]
        : []),
    ],
    problems,
  };
}

function decideProvenance(
  { provenance, attests }: AttestationRequest,
  { visibility, hurdle, image, env, proxyLogin }: AttestationFacts,
  builderId: string | undefined,
): { readonly provenance: string | undefined; readonly because: string } {
  if (attests.some((entry) => typeOf(entry) === 'provenance'))
    return { provenance: undefined, because: 'provenance as in attests' };
  if (provenance === 'false') return { provenance, because: 'no provenance: the input says so' };
  if (provenance === 'true')
    return {
      provenance: withBuilder('mode=min', builderId),
      because: 'provenance with mode=min, which is what true means',
    };
  if (provenance !== undefined)
    return { provenance: withBuilder(provenance, builderId), because: 'provenance as in the input' };
  if (isTrue(env.BUILDX_NO_DEFAULT_ATTESTATIONS))
    return { provenance: 'false', because: 'no provenance: BUILDX_NO_DEFAULT_ATTESTATIONS is set' };
  if (hurdle !== undefined) return { provenance: 'false', because: `no provenance: ${hurdle}` };
  if (!image) return { provenance: undefined, because: 'no provenance: no image comes out' };
  if (visibility === 'public' && proxyLogin === true)
    return {
      provenance: withBuilder('mode=min', builderId),
      because: 'provenance with mode=min: RUN gets a proxy with a password, which mode=max shows to everyone',
    };
  if (visibility === 'public')
    return {
      provenance: withBuilder('mode=max', builderId),
      because: 'provenance with mode=max: the repository is public, so its build is no secret',
    };
  return {
    provenance: withBuilder('mode=min,inline-only=true', builderId),
    because: `provenance with mode=min: the repository is ${visibility === 'private' ? 'private' : 'not known to be public'}, and mode=max shows how it was built`,
  };
}

function typeOf(entry: string): string | undefined {
  return parseFields(entry).find(({ key }) => key === 'type')?.value;
}

function withBuilder(entry: string, builderId: string | undefined): string {
  const fields = parseFields(entry);
  if (builderId === undefined || fields.some(({ key }) => key === 'builder-id')) return entry;
  return formatFields([...fields, { key: 'builder-id', value: builderId }]);
}

function exposed(buildArgs: readonly string[]): string {
  const names = [...new Set(buildArgs.map((text) => keyValue(text).key))];
  return `provenance with mode=max shows the values of the build arguments (${names.join(', ')}) to everyone who can pull the image; provenance: mode=min does not`;
}

function clashes({ provenance, sbom, attests }: AttestationRequest, { hurdle }: AttestationFacts): Problem[] {
  const types = attests.map(typeOf);
  const twice = (input: 'provenance' | 'sbom', value: string | undefined): Problem[] =>
    types.filter((type) => type === input).length + (value === undefined ? 0 : 1) < 2
      ? []
      : [{ input, what: 'is given twice', why: `attests has a type=${input} too`, instead: 'keep one of the two' }];
  const impossible = (input: 'provenance' | 'sbom', value: string | undefined): Problem[] => {
    const asked = (value ?? 'false') !== 'false' || types.includes(input);
    return hurdle === undefined || !asked
      ? []
      : [
          {
            input,
            what: 'cannot be made',
            why: hurdle,
            instead: `leave out ${input}, or the output that cannot hold it`,
          },
        ];
  };
  return [
    ...twice('provenance', provenance),
    ...twice('sbom', sbom),
    ...impossible('provenance', provenance),
    ...impossible('sbom', sbom),
  ];
}

/** The URL of this attempt of the workflow run, which identifies the builder in provenance; undefined outside of Actions. */
export function runUrl(env: Env): string | undefined {
  const {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: run,
    GITHUB_RUN_ATTEMPT: attempt,
  } = env;
  if (!server || !repository || !run) return undefined;
  return `${server}/${repository}/actions/runs/${run}${attempt ? `/attempts/${attempt}` : ''}`;
}

/** From the payload of the event: `repository.visibility`, or `repository.private` where that is missing. */
export function visibilityOf(event: unknown): 'public' | 'private' | undefined {
  const repository = (event as { repository?: { visibility?: unknown; private?: unknown } } | null | undefined)
    ?.repository;
  if (repository?.visibility === 'public') return 'public';
  if (typeof repository?.visibility === 'string') return 'private';
  if (typeof repository?.private === 'boolean') return repository.private ? 'private' : 'public';
  return undefined;
}

import { blamesCross, blamesInjection } from '../build/blame.ts';
import { type Built, build, exportRecord, type Work } from '../build/build-plan.ts';
import { previousImage } from '../build/previous.ts';
import { publish } from '../build/publish.ts';
import { passingBuild } from '../build/run-build.ts';
import { type Verified, verify } from '../build/verify/verify.ts';
import { Docker } from '../docker/docker.ts';
import { withRetries } from '../docker/retry.ts';
import { readDockerfile } from '../dockerfile/read/read.ts';
import type { Facts } from '../facts/facts.ts';
import { type Inputs, readInputs } from '../inputs/inputs.ts';
import { type ReadYaml, readYaml } from '../inputs/yaml.ts';
import { refuse, UserError } from '../model/problem.ts';
import { unaskedBases, unknownBases } from '../plan/bases/unknown-bases.ts';
import { joinedArgs } from '../plan/checks/joined-args.ts';
import { makePlan } from '../plan/plan.ts';
import type { Plan } from '../plan/plan-types.ts';
import { type AttestationPlan, planAttestations } from '../request/attestations.ts';
import { type OutputPlan, planOutputs } from '../request/outputs.ts';
import type { Prepared } from '../request/prepared.ts';
import { begin, ownConfig, type Start } from '../setup/begin.ts';
import { declaredNodes, unknownEngines } from '../setup/builder/asked-builder.ts';
import { withScanner } from '../setup/login/registries.ts';
import type { Recorder } from '../setup/record.ts';
import { addEmulators, setUp } from '../setup/session.ts';
import type { World } from '../system/ports.ts';
import { commentPlan } from './comment-plan.ts';
import { gatherFacts, lookAtBases, lookAtEngines } from './gather-facts.ts';
import { prepare } from './prepare.ts';
import { reportCall } from './report-call.ts';
import { reportBuildFailure, reportPlan, reportRefused, reportSuccess, showPlan } from './report-run.ts';
import { runStep } from './run-step.ts';
import { planFor, refusePlan, settle } from './settle.ts';
import { tellMetadata } from './tell-metadata.ts';

/**
 * The step, from inputs to report. Resolves with the exit code; never rejects.
 *
 * inputs → facts → plan → apply → report: nothing is created before everything that can be wrong was looked at.
 */
export function crossbuild(outer: World): Promise<number> {
  return runStep(outer, async (world, recorder) => {
    const decided = await decideAll(world, recorder);
    showPlan(world.log, decided);
    for (const warning of decided.prepared.warnings) world.log.warning(warning);
    return decided.inputs.planOnly ? planOnly(world, decided) : apply(world, decided);
  });
}

async function planOnly(world: World, decided: Decided): Promise<number> {
  const { plan, prepared, inputs } = decided;
  await commentPlan({ ...decided, world }, plan);
  if (prepared.metadata !== undefined) await tellMetadata(world, prepared.metadata, inputs);
  return reportPlan(world, plan);
}

/** Everything that is known and wanted before anything is done. */
interface Decided {
  readonly inputs: Inputs;
  readonly prepared: Prepared;
  readonly facts: Facts;
  readonly plan: Plan;
  readonly outputs: OutputPlan;
  readonly attestations: AttestationPlan;
  readonly yaml: ReadYaml;
  readonly start: Start;
}

async function decideAll(world: World, recorder: Recorder): Promise<Decided> {
  const { inputs, problems } = readInputs(world.env);
  const yaml = await readYaml(inputs);
  for (const secret of yaml.masks) world.log.mask(secret);
  const prepared = await prepare(world, inputs);
  const { facts: found, problems: missing } = await gatherFacts(world, new Docker(world.exec), inputs, prepared);
  const outputs = outputsFor({ inputs, prepared, facts: found, yaml }, 'RUNNER_TEMP');
  const attestations = planAttestations(
    { ...inputs, sbom: withScanner(inputs.sbom, inputs.mirror) },
    {
      visibility: prepared.visibility,
      proxyLogin: prepared.proxyLogin,
      hurdle: outputs.noAttestations,
      image: outputs.publish !== undefined || outputs.layout !== undefined || outputs.iidFile,
      env: world.env,
    },
  );
  refuse([
    ...problems,
    ...yaml.problems,
    ...prepared.problems,
    ...missing,
    ...outputs.problems,
    ...attestations.problems,
  ]);
  const start = await startOf(world, recorder, inputs, yaml, found);
  const elsewhere =
    found.builder === undefined ? await lookAtEngines(new Docker(world.exec), unknownEngines(inputs, yaml.nodes)) : {};
  const facts = {
    ...found,
    nodes: declaredNodes(inputs, yaml.nodes, { engine: found.engine?.platform, elsewhere }),
    bases: await lookAtBases(new Docker(start.exec), found, inputs),
  };
  const plan = planFor(inputs, facts);
  const { path, text } = facts.dockerfile;
  for (const warning of joinedArgs(readDockerfile(text, path), inputs.buildArgs)) world.log.warning(warning);
  if (inputs.look) for (const warning of unaskedBases(facts.dockerfile, inputs)) world.log.warning(warning);
  // what the machines are that nobody named is known once the builder runs; see settle
  if (found.builder !== undefined || facts.nodes.length > yaml.nodes.length) refusePlan(plan, outputs);
  return { inputs, prepared, facts, plan, outputs, attestations, yaml, start };
}

/** A plan alone needs a login only to ask about a private base, and is worth something without the answer. */
async function startOf(
  world: World,
  recorder: Recorder,
  inputs: Inputs,
  yaml: ReadYaml,
  { dockerfile }: Facts,
): Promise<Start> {
  if (!inputs.planOnly) return begin(world, recorder, inputs, yaml);
  const stranger = { recorder, exec: world.exec, config: ownConfig(world) };
  if (!inputs.look || unknownBases(dockerfile, inputs).length === 0) return stranger;
  try {
    return await begin(world, recorder, { ...inputs, logout: true }, yaml);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    world.log.warning(`base images are looked at without a login: ${error.message}`);
    return stranger;
  }
}

/** Where the result goes; the folder of an OCI layout is named only once everything else is right. */
function outputsFor(
  { inputs, prepared, facts, yaml }: Pick<Decided, 'inputs' | 'prepared' | 'facts' | 'yaml'>,
  temp: string,
): OutputPlan {
  return planOutputs(
    { ...inputs, tags: prepared.tags, platforms: Math.max(1, inputs.platforms.length) },
    {
      driver: facts.builder?.driver ?? inputs.driver,
      multiPlatformStore: facts.engine?.multiPlatformStore ?? false,
      nodes: facts.builder?.nodes.length ?? 1 + yaml.nodes.length,
      temp,
    },
  );
}

/** Does what was decided. The layout stays for later steps; after a failure it is no result and goes. */
async function apply(world: World, decided: Decided): Promise<number> {
  if (decided.outputs.layout === undefined) return carryOut(world, decided);
  const folder = await world.files.tempFolder('image');
  let code = 1;
  try {
    code = await carryOut(world, {
      ...decided,
      outputs: outputsFor(decided, folder),
    });
    return code;
  } finally {
    if (code !== 0) await world.files.remove(folder);
  }
}

async function carryOut(outer: World, decided: Decided): Promise<number> {
  const { inputs, plan } = decided;
  const session = await setUp(outer, inputs, decided.facts, plan, decided.yaml, decided.start);
  const world = { ...outer, exec: session.exec };
  const docker = new Docker(session.exec, session.buildx);
  const { plan: settled, facts: known } = await settle({ ...decided, world, session, docker }, plan);
  const work: Work = { ...decided, facts: known, world, session, docker };
  await commentPlan(work, settled);
  const first = await buildWithFallback(work, settled);
  if (inputs.call !== undefined && inputs.call !== 'build') return reportCall(work, first.plan, first.built);
  // the old image is looked up while the new one is checked: after that its tag leads to the new one
  const [{ plan: used, built, fellBack, verified }, previous] = await Promise.all([
    verifyWithFallback(work, first),
    first.built.code === 0 ? previousImage(work) : undefined,
  ]);
  if (inputs.buildRecord) outer.runner.output('record', await exportRecord(work, built));
  if (verified === undefined) return reportBuildFailure(work, used, built, fellBack);
  if (verified.problems.length > 0) return reportRefused(work, used, built, verified, fellBack);
  await publish(work, built, verified.image);
  if (work.prepared.metadata !== undefined) await tellMetadata(outer, work.prepared.metadata, inputs);
  return reportSuccess(work, used, built, { verified, previous, fellBack });
}

interface Outcome {
  readonly plan: Plan;
  readonly built: Built;
  /** Why the build was run again without injection. */
  readonly fellBack?: string;
}

/**
 * An injected step that fails for a reason that lies in the injection is built again as it stands, under emulation.
 * A failure of the user's own code would fail there as well, so it is shown once and at once.
 */
async function buildWithFallback(work: Work, plan: Plan): Promise<Outcome> {
  const built = await buildWithRetries(work, plan);
  if (built.code === 0 || !work.inputs.fallback || !plan.dockerfile.changed) return { plan, built };
  const blame = blamesInjection(built.record, plan.platforms);
  return (blame === undefined ? undefined : await buildPlainly(work, blame)) ?? { plan, built };
}

/** The build as it stands, under emulation; undefined where that cannot be. */
async function buildPlainly(work: Work, blame: string): Promise<Outcome | undefined> {
  const plain = makePlan({ ...work.inputs, strategy: { all: 'emulate', byPlatform: {} } }, work.facts);
  // a plan that cross-compiled everything had registered none
  const emulators = await addEmulators(work, plain.emulators.architectures);
  if ('why' in emulators) return undefined;
  work.world.log.warning(`Crossbuild's own part of the build failed (${blame}); building again under emulation`);
  return { plan: plain, built: await buildWithRetries(work, plain), fellBack: blame };
}

/** What was built and checked; a cross-compiled stage that hands over files of another platform is built again under emulation. */
async function verifyWithFallback(work: Work, outcome: Outcome): Promise<Outcome & { readonly verified?: Verified }> {
  const { plan, built, fellBack } = outcome;
  if (built.code !== 0) return outcome;
  const verified = await verify(work, plan, built);
  const blame =
    work.inputs.fallback && fellBack === undefined ? blamesCross(verified.foreign, plan.platforms) : undefined;
  const again = blame === undefined ? undefined : await buildPlainly(work, blame);
  return again === undefined ? { ...outcome, verified } : verifyWithFallback(work, again);
}

/** A network that fails for a moment is tried again; what was built by then comes from the builder's cache. */
function buildWithRetries(work: Work, plan: Plan): Promise<Built> {
  const { clock, log } = work.world;
  const retrying = { clock, log: { info: log.warning }, retries: work.inputs.retries };
  return withRetries(
    retrying,
    'the build',
    () => build(work, plan),
    (built) => passingBuild(built, clock.now()),
  );
}

import { isToolStage, type StepName } from './progress-names.ts';
import type { Vertex } from './progress-vertex.ts';

/**
 * Counts steps that make tools for the platform whose steps use them: they run on the build platform, and nothing in
 * their names tells for which one. Those that several platforms use stay where they are.
 */
export function assignTools(vertices: ReadonlyMap<string, Vertex>): void {
  if (![...vertices.values()].some(makesTools)) return;
  const users = new Map<string, Vertex[]>();
  const digests = new Map([...vertices].map(([digest, vertex]) => [vertex, digest]));
  for (const vertex of vertices.values()) {
    for (const input of vertex.inputs) {
      const before = users.get(input);
      if (before === undefined) users.set(input, [vertex]);
      else before.push(vertex);
    }
  }
  for (const vertex of vertices.values()) {
    const { step } = vertex;
    if (step === undefined || !makesTools(vertex)) continue;
    const [only, other] = [...platformsOf(vertex, (one) => users.get(digests.get(one) ?? '') ?? [])];
    if (only !== undefined && other === undefined && only !== step.platform) vertex.step = workingFor(step, only);
  }
}

function makesTools({ step }: Vertex): boolean {
  return step !== undefined && isToolStage(step.stage) && step.where !== '';
}

/** The platforms of the steps of the user that use a vertex, be it through other tools. */
function platformsOf(vertex: Vertex, usersOf: (vertex: Vertex) => readonly Vertex[]): Set<string> {
  const found = new Set<string>();
  const seen = new Set<Vertex>();
  const queue = [...usersOf(vertex)];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.step !== undefined && !isToolStage(next.step.stage)) found.add(next.step.platform);
    else for (const user of usersOf(next)) queue.push(user);
  }
  return found;
}

/** As BuildKit writes it for steps that it knows this of. */
function workingFor(step: StepName, platform: string): StepName {
  const [base = ''] = step.where.split('->');
  const os = base.slice(0, base.indexOf('/') + 1);
  return { ...step, platform, where: `${base}->${platform.startsWith(os) ? platform.slice(os.length) : platform}` };
}

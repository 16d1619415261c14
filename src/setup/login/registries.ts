import images from '../../inputs/images.json' with { type: 'json' };
import type { Inputs } from '../../inputs/inputs.ts';
import { type RuleInputs, readRules } from '../../metadata/rules.ts';
import { UserError } from '../../model/problem.ts';
import { parseReference } from '../../model/reference.ts';

/** What BuildKit is told about registries beside the user's own configuration. */
export interface RegistryWishes {
  /** Asked instead of Docker Hub: a host, with port and path where it has them. */
  readonly mirror?: string | undefined;
  /** Path of a PEM file, and the hosts that are trusted with it. */
  readonly ca?: { readonly path: string; readonly hosts: readonly string[] } | undefined;
}

/**
 * The user's BuildKit configuration with a section for each registry that needs one.
 *
 * @throws {UserError} when the configuration has a section of that registry already: TOML allows one
 */
export function withRegistries(config: string, { mirror, ca }: RegistryWishes): string {
  const hub = mirror === undefined ? [] : ['docker.io'];
  const hosts = [...new Set([...hub, ...(ca?.hosts ?? [])])];
  const taken = hosts.find((host) =>
    new RegExp(`^\\s*\\[\\s*registry\\s*\\.\\s*["']${escapeRegExp(host)}["']\\s*\\]`, 'm').test(config),
  );
  if (taken !== undefined) {
    throw new UserError({
      input: mirror === undefined ? 'ca' : 'mirror',
      what: `the BuildKit configuration has a section for ${taken} already`,
      why: 'TOML allows one',
      instead: `write mirrors = ["…"] or ca = ["…"] into that section, and leave the input out`,
    });
  }
  const sections = hosts.map((host) => {
    const lines = [`[registry."${host}"]`];
    if (mirror !== undefined && host === 'docker.io') lines.push(`  mirrors = [${JSON.stringify(mirror)}]`);
    if (ca?.hosts.includes(host) === true) lines.push(`  ca = [${JSON.stringify(ca.path)}]`);
    return lines.join('\n');
  });
  return sections.length === 0 ? config : `${config.trimEnd()}\n${sections.join('\n')}\n`.trimStart();
}

/** The registries that the inputs name: those of the tags and images, of the login, and the mirror. */
export function registryHosts(inputs: RuleInputs & Pick<Inputs, 'registry' | 'mirror'>): string[] {
  const { registry, mirror } = inputs;
  const rules = readRules(inputs, {});
  const names = 'problems' in rules ? [] : [...rules.value.images.map(({ name }) => name), ...rules.value.references];
  const hosts = names.flatMap((name) => {
    const parsed = parseReference(name);
    return 'why' in parsed ? [] : [parsed.domain];
  });
  return [
    ...new Set([
      ...hosts,
      ...(registry === undefined ? [] : [registry]),
      ...(mirror === undefined ? [] : [mirror.replace(/\/.*$/, '')]),
    ]),
  ];
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * Driver options that boot BuildKit by its digest, where one is known, and from the mirror; an image that the user names
 * stays. Without either buildx takes the same image by its tag.
 */
export function withBuildKitImage(
  driverOpts: readonly string[],
  driver: string,
  mirror: string | undefined,
  image: string = images.buildkit,
): readonly string[] {
  const boots = driver === 'docker-container' || driver === 'kubernetes';
  const has = (pattern: RegExp) => driverOpts.some((option) => pattern.test(option));
  // the one for `rootless` is another image
  if (!boots || has(/(^|,)"?(image|rootless)=/)) return driverOpts;
  return mirror === undefined && !isPinned(image) ? driverOpts : [...driverOpts, `image=${mirrored(image, mirror)}`];
}

/** Whether a digest says what the image is. */
function isPinned(image: string): boolean {
  return image.includes('@sha256:');
}

/** An image of Docker Hub as the mirror has it; images of other registries stay what they are. */
export function mirrored(image: string, mirror: string | undefined): string {
  if (mirror === undefined) return image;
  const bare = image.replace(/^(docker\.io|index\.docker\.io)\//, '');
  const [first = ''] = bare.split('/');
  const other = bare.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  return other ? image : `${mirror}/${bare.includes('/') ? bare : `library/${bare}`}`;
}

/** `sbom: true` names no scanner, so BuildKit would fetch its own from Docker Hub, by a tag. */
export function withScanner(
  sbom: string | undefined,
  mirror: string | undefined,
  image: string = images.scanner,
): string | undefined {
  const named = mirror !== undefined || isPinned(image);
  return named && /^true$/i.test(sbom ?? '') ? `generator=${mirrored(image, mirror)}` : sbom;
}

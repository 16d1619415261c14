import type { ResultPlatform } from '../build/result.ts';
import { formatBytes } from '../model/format.ts';
import { code, codeBlock, table } from '../report/markdown.ts';
import type { World } from '../system/ports.ts';
import type { Names } from './merged-metadata.ts';
import type { Shard } from './shards.ts';

/** What a merge made. */
export interface Merged {
  /** The image's first name. */
  readonly name: string;
  readonly digest: string;
  readonly mediaType: string;
  /** How many attestation manifests the index lists. */
  readonly attestations: number;
  readonly images: readonly ResultPlatform[];
  readonly shards: readonly Shard[];
}

/** Outputs, log and summary of a merge. */
export async function reportMerge(world: World, names: Names, merged: Merged): Promise<number> {
  setOutputs(world, names, merged);
  const platforms = merged.images.map(({ platform }) => platform);
  world.log.info(`${merged.name}@${merged.digest}: ${platforms.join(', ')}, each checked`);
  await world.runner.summary(mergeSummary(names, merged));
  return 0;
}

function setOutputs({ runner }: World, { metadata }: Names, { name, digest, mediaType, images }: Merged): void {
  const { output } = runner;
  output('digest', digest);
  output('image', `${name}@${digest}`);
  output('tags', metadata.tags.join('\n'));
  output('version', metadata.version);
  output('json', JSON.stringify(metadata.json));
  output('platforms', images.map(({ platform }) => platform).join(','));
  output('digests', JSON.stringify(Object.fromEntries(images.map((one) => [one.platform, one.digest]))));
  output(
    'metadata',
    JSON.stringify({
      'containerimage.digest': digest,
      'containerimage.descriptor': { mediaType, digest },
      'image.name': metadata.tags.join(','),
    }),
  );
}

/** The job summary, as markdown. */
function mergeSummary({ metadata, annotations }: Names, merged: Merged): string {
  const { name, digest, images, shards, attestations } = merged;
  const shardOf = (platform: string) => shards.find((shard) => shard.platforms[platform] !== undefined);
  const rows = images.map(({ platform, digest: own, bytes }) => {
    const shard = shardOf(platform);
    return [
      code(platform),
      code(own),
      formatBytes(bytes),
      code(shard?.from ?? ''),
      shard?.attempt === undefined ? '' : String(shard.attempt),
    ];
  });
  const index = metadata.annotations.length > 0 ? `\n${annotations.length} annotations are on the index.\n` : '';
  const attested = attestations > 0 ? `\n${attestations} attestations were taken over.\n` : '';
  return `## Crossbuild: merged ${images.length === 1 ? 'one platform' : `${images.length} platforms`}

**${code(`${name}@${digest}`)}**

${codeBlock(`docker pull ${metadata.tags[0] ?? `${name}@${digest}`}`, 'sh')}

${metadata.tags.map((tag) => `- ${code(tag)}`).join('\n')}

${table(['Platform', 'Digest', 'Size', 'Handed over as', 'Attempt'], rows)}
${attested}${index}`;
}

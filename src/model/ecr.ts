export interface EcrRegistry {
  readonly region: string;
  readonly isPublic: boolean;
}

/** Hosts of Amazon's registries: docs.aws.amazon.com/AmazonECR, `<account>.dkr.ecr.<region>.amazonaws.com`. */
const PRIVATE = new RegExp(
  [
    // 123456789012
    String.raw`^\d{12}`,
    // .dkr.ecr, .dkr-ecr, .dkr.ecr-fips
    String.raw`\.dkr[.-]ecr(?:-fips)?`,
    // .eu-central-1
    String.raw`\.([a-z0-9-]+)`,
    // .amazonaws.com, .on.aws
    String.raw`\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$`,
  ].join(''),
);
const PUBLIC_HOST = 'public.ecr.aws';
/** The public registry gives out its passwords in this region only. */
const PUBLIC_REGION = 'us-east-1';

/** Whether a registry is Amazon's, and where; with `forced` also behind a name of one's own. */
export function ecrRegistry(registry: string, forced = false): EcrRegistry | undefined {
  const host = registry.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  if (host === PUBLIC_HOST) return { region: PUBLIC_REGION, isPublic: true };
  const region = PRIVATE.exec(host)?.[1];
  if (region !== undefined) return { region, isPublic: false };
  return forced ? { region: '', isPublic: false } : undefined;
}

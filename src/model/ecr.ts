export interface EcrRegistry {
  readonly region: string;
  readonly isPublic: boolean;
}

/** Hosts of Amazon's registries: docs.aws.amazon.com/AmazonECR, `<account>.dkr.ecr.<region>.amazonaws.com`. */
const PRIVATE =
  /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/;
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

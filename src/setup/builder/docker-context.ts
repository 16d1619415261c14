import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { BuilderSpec } from '../../docker/builder-spec.ts';
import type { Docker } from '../../docker/docker.ts';
import { formatFields } from '../../model/list.ts';
import type { World } from '../../system/ports.ts';
import type { Recorder } from '../record.ts';

/**
 * buildx makes no builder from an engine whose TLS comes from `DOCKER_HOST` and `DOCKER_CERT_PATH`; it wants a docker
 * context that holds the certificates. One is made for the run where that is the case.
 */
export async function endpointContext(
  { env }: Pick<World, 'env'>,
  docker: Docker,
  spec: BuilderSpec,
  recorder: Recorder,
): Promise<BuilderSpec> {
  const host = env.DOCKER_HOST ?? '';
  const certificates = env.DOCKER_CERT_PATH || join(env.HOME ?? '', '.docker');
  const secured = Boolean(env.DOCKER_TLS_VERIFY || env.DOCKER_TLS);
  if (spec.driver !== 'docker-container' || spec.endpoint !== undefined || !host.startsWith('tcp://') || !secured)
    return spec;
  const fields = [
    { key: 'host', value: host },
    { key: 'ca', value: join(certificates, 'ca.pem') },
    { key: 'cert', value: join(certificates, 'cert.pem') },
    { key: 'key', value: join(certificates, 'key.pem') },
    ...(env.DOCKER_TLS_VERIFY ? [] : [{ key: 'skip-tls-verify', value: 'true' }]),
  ];
  return { ...spec, endpoint: await contextOf(env, docker, fields, recorder) };
}

/** The context for an engine at a `tcp://` address whose certificates were given as texts; `files` has their paths. */
export function tlsContext(
  { env }: Pick<World, 'env'>,
  docker: Docker,
  host: string | undefined,
  files: Readonly<Record<string, string>>,
  recorder: Recorder,
): Promise<string> {
  const parts = [
    ['ca', files.cacert],
    ['cert', files.cert],
    ['key', files.key],
  ] as const;
  const certificates = parts.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
  return contextOf(env, docker, [{ key: 'host', value: host ?? '' }, ...certificates], recorder);
}

async function contextOf(
  env: World['env'],
  docker: Docker,
  fields: readonly { readonly key: string; readonly value: string }[],
  recorder: Recorder,
): Promise<string> {
  const name = `crossbuild-${randomBytes(6).toString('hex')}`;
  recorder.add({ contexts: [name] });
  // in the user's own configuration: the post part, which runs without this step's logins, has to find it
  await docker.createContext(name, formatFields(fields), env.DOCKER_CONFIG);
  return name;
}

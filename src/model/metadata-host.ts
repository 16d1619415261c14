/** Names under which clouds answer with the credentials of the machine that asks. */
const NAMES = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.tencentyun.com',
]);

/** Addresses beside the link-local ones at which they do (Alibaba, Azure, and over IPv6 AWS and Google). */
const ADDRESSES = new Set(['100.100.100.200', '168.63.129.16', '[fd00:ec2::254]', '[fd20:ce::254]']);

/**
 * Whether a host, with or without a port, is a link-local address or one of a cloud's metadata service, in whatever form
 * it is written: `169.254.169.254`, `0xa9fea9fe:80`, `[fe80::1]`. No registry is there.
 */
export function isMetadataHost(host: string): boolean {
  const url = URL.parse(`http://${host}/`);
  if (url === null) return false;
  const name = withoutMapping(url.hostname.replace(/\.$/, ''));
  return NAMES.has(name) || ADDRESSES.has(name) || /^169\.254\.|^\[fe[89ab][0-9a-f]:/.test(name);
}

/** An IPv4 address that is written as an IPv6 one, `[::ffff:a9fe:a9fe]`. */
function withoutMapping(hostname: string): string {
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return hostname;
  return [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]).join('.');
}

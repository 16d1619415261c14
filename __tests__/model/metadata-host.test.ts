import { expect, test } from '@jest/globals';
import { isMetadataHost } from '../../src/model/metadata-host.ts';

test.each([
  '169.254.169.254',
  '169.254.1.1:5000',
  '2852039166:80',
  '0xa9fea9fe:80',
  '0251.0376.0251.0376',
  '169.254.43518',
  '[fe80::1]:5000',
  '[::ffff:169.254.169.254]',
  '[fd00:ec2::254]',
  '100.100.100.200',
  'metadata.google.internal',
  'Metadata.Google.Internal.',
])('%s is where machines get their credentials', (host) => expect(isMetadataHost(host)).toBe(true));

test.each(['ghcr.io', 'localhost:5000', '127.0.0.1:5000', '10.0.0.1', '[::1]:5000', '169.253.1.1', 'a b', ''])(
  '"%s" is not',
  (host) => expect(isMetadataHost(host)).toBe(false),
);

import { describe, expect, test } from '@jest/globals';
import { passingStatus, passingText, pause, retryAfter } from '../../src/model/passing.ts';

const NOW = Date.UTC(2026, 10, 27, 12, 0, 0);

describe('what passes by itself, told by its cause', () => {
  test.each([
    // containerd's pusher and resolver
    ['failed to push ghcr.io/a/b:1: failed to parse error response 504: invalid character', 'the server', 'status 504'],
    [
      'failed to push x: unexpected status from PUT request to https://r:5000/v2/x: 502 Bad Gateway',
      'the server',
      '502',
    ],
    ['ERROR: failed to push x: unexpected status: 503 Service Unavailable', 'the server', 'status 503'],
    ['failed to push x: unknown: unknown blob', 'the upload', 'unknown blob'],
    ['manifest blob unknown: blob unknown to registry', 'the upload', 'blob unknown'],
    ['BLOB_UPLOAD_UNKNOWN: blob upload unknown to registry', 'the upload', 'BLOB_UPLOAD_UNKNOWN'],
    ['failed to copy: httpReadSeeker: failed open: unexpected EOF', 'the network', 'unexpected EOF'],
    ['failed to do request: Head "https://r/v2/x": EOF', 'the network', '": EOF'],
    ['read tcp 10.0.0.1: connection reset by peer', 'the network', 'connection reset'],
    ['dial tcp: lookup r on 10.0.0.2:53: server misbehaving', 'the server', 'server misbehaving'],
    ['stream error: stream ID 7; INTERNAL_ERROR; received from peer', 'the network', 'stream error'],
    // docker's client
    ['error parsing HTTP 504 response body: invalid character', 'the server', 'status 504'],
    ['received unexpected HTTP status: 500 Internal Server Error', 'the server', 'status 500'],
    ['net/http: TLS handshake timeout', 'the network', 'TLS handshake timeout'],
    // BuildKit's ADD, git, Node
    ['invalid response status 503', 'the server', 'status 503'],
    ['fatal: unable to access x: The requested URL returned error: 502', 'the server', 'status 502'],
    ['fetch-pack: unexpected disconnect while reading sideband packet; early EOF', 'the network', 'early EOF'],
    ['getaddrinfo EAI_AGAIN github.com', 'the network', 'EAI_AGAIN'],
    ['aborted', 'the network', 'aborted'],
    ['toomanyrequests: slow down', 'too many requests', 'toomanyrequests'],
    ['unexpected status from GET request to https://r/v2/x: 429 Too Many Requests', 'too many requests', 'status 429'],
  ])('%s', (text, cause, found) => {
    expect(passingText(text, NOW)).toMatchObject({ cause, found: expect.stringContaining(found) });
  });

  test.each([
    'failed to push x: failed to parse error response 413: invalid character',
    'unexpected status from PUT request to https://r/v2/x: 413 Request Entity Too Large',
    'error parsing HTTP 413 response body: unexpected EOF',
    'unexpected status: 403 Forbidden',
    'ERROR: denied: 503 Service Unavailable',
    'unauthorized: authentication required; connection reset by peer',
    'toomanyrequests: You have reached your pull rate limit. 429 Too Many Requests',
    'toomanyrequests: You have reached your unauthenticated pull rate limit.',
    'Cannot connect to the Docker daemon at tcp://127.0.0.1:2375: connection refused',
    'tls: failed to verify certificate: x509: unknown authority: i/o timeout',
    'failed to solve: golang:9: not found',
    'the archive was aborted by the user',
    '',
  ])('not: %s', (text) => {
    expect(passingText(text, NOW)).toBeUndefined();
  });

  test('no address with what it may carry is among the words', () => {
    const text = 'unexpected status from PUT request to https://s3/x?X-Amz-Signature=abc: 503 Service Unavailable';
    expect(JSON.stringify(passingText(text, NOW))).not.toContain('abc');
  });

  test.each([
    [408, true],
    [413, false],
    [404, false],
    [425, true],
    [429, true],
    [500, true],
    [501, false],
    [504, true],
    [505, false],
  ])('status %i: %s', (status, passes) => {
    expect(passingStatus(status, undefined, NOW) !== undefined).toBe(passes);
  });
});

describe('how long the other side asks to wait', () => {
  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['Fri, 27 Nov 2026 12:00:30 GMT', 30_000],
    ['Friday, 27-Nov-26 12:00:30 GMT', 30_000],
    ['Fri Nov 27 12:00:30 2026', 30_000],
    ['Fri, 27 Nov 2026 11:00:00 GMT', 0],
    ['731.042µs', 1],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['soon', undefined],
    ['-5', undefined],
    ['Fri, never', undefined],
    ['', undefined],
  ])('Retry-After: %s', (text, ms) => {
    expect(retryAfter(text, NOW)).toBe(ms);
  });

  test.each([
    ['toomanyrequests: retry-after: 731.042µs, allowed: 44000/minute', 1],
    ['429 Too Many Requests: Retry-After: 12', 12_000],
    ['503 Service Unavailable (Retry-After: Fri, 27 Nov 2026 12:00:30 GMT)', 30_000],
    ['503 Service Unavailable', undefined],
  ])('%s', (text, ms) => {
    expect(passingText(text, NOW)?.askedMs).toBe(ms);
  });

  test('a header counts with the status', () => {
    expect(passingStatus(429, '3', NOW)).toEqual({ cause: 'too many requests', found: 'status 429', askedMs: 3000 });
  });
});

describe('the pauses', () => {
  test('grow and end', () => {
    expect([1, 2, 3, 4, 9].map((attempt) => pause(attempt))).toEqual([2000, 6000, 18_000, 54_000, 60_000]);
  });
  test('are as long as was asked, never shorter, and not longer than a minute', () => {
    expect([0, 1, 45_000, 60_000, 60_001].map((askedMs) => pause(1, { askedMs }))).toEqual([
      2000,
      2000,
      45_000,
      60_000,
      undefined,
    ]);
  });
});

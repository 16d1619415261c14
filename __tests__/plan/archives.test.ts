import { expect, test } from '@jest/globals';
import { changesArchives } from '../../src/plan/steps/archives.ts';

test.each([
  ['rm -f /etc/apt/apt.conf.d/docker-clean', false],
  ['echo \'Binary::apt::APT::Keep-Downloaded-Packages "true";\' > /etc/apt/apt.conf.d/keep-cache', false],
  ['echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/01norecommends', false],
  ['echo \'APT::Default-Release "sid";\' > /etc/apt/apt.conf.d/99release', true],
  ['rm /etc/apt/apt.conf.d/docker-clean && echo deb x y z > /etc/apt/sources.list.d/x.list', true],
  ['COPY corp.sources /etc/apt/sources.list.d/', true],
  ['add-apt-repository ppa:x/y', true],
  ['apt-get update && apt-get install -y curl', false],
])('%s: %s', (text, changes) => {
  expect(changesArchives(text)).toBe(changes);
});

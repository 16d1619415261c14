import { expect, jest, test } from '@jest/globals';
import { errors, IMAGE, job } from './support.ts';

jest.setTimeout(60_000);

const LABELS = '# who is to be asked=\nmaintainer=me # you';

// what people's workflows hold, which once gave other tags, or none
test.each([
  ['refs/heads/main', 'enable=true,priority=300,type=raw,value=edge-build\nevent=branch,type=ref', 'main edge-build'],
  ['refs/tags/api/v1.2.3', 'type=semver,pattern={{version}},match=v(\\d+.\\d+.\\d+)$', '1.2.3 latest'],
  ['refs/tags/api/v1.2rc1', 'match=v(.*),type=pep440,pattern={{version}}', '1.2rc1'],
  ['refs/tags/rel#12', '# releases\ntype=match,pattern=rel#(\\d+),group=1', '12 latest'],
  ['refs/heads/rel#12', 'type=match,pattern=rel#(\\d+),group=1,value={{branch}}', '12 latest'],
  ['refs/heads/main', 'feature/login', 'feature-login'],
])('%s, %j, in the committed bundle: %s', async (ref, tags, names) => {
  const one = await job();
  try {
    const run = await one.main({ images: IMAGE, tags, labels: LABELS }, { env: { GITHUB_REF: ref } });
    expect(errors(run)).toBe('');
    expect(run.outputs.tags).toBe(
      names
        .split(' ')
        .map((name) => `${IMAGE}:${name}`)
        .join('\n'),
    );
    const [build = ''] = await one.asked('buildx build');
    expect(build).toContain('--label=maintainer=me # you');
    expect(build).not.toContain('who is to be asked');
  } finally {
    await one.remove();
  }
});

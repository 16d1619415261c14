// Turns TypeScript into modules for jest with the same compiler that makes dist; types are checked by `npm run types`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

export default {
  process(source, file) {
    const loader = /\.(sh|pl)$/.test(file) ? 'text' : 'ts';
    // jest takes the first line of a script away, which says what runs it
    const text = loader === 'text' ? readFileSync(file, 'utf8') : source;
    const { code } = transformSync(text, {
      loader,
      format: 'esm',
      target: 'es2023',
      supported: { 'import-attributes': true },
      sourcemap: 'inline',
      sourcefile: file,
    });
    return { code };
  },
  getCacheKey: (source, file) => createHash('sha256').update('5').update(file).update(source).digest('hex'),
};

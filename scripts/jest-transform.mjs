// Turns TypeScript into modules for jest with the same compiler that makes dist; types are checked by `npm run types`.
import { createHash } from 'node:crypto';
import { transformSync } from 'esbuild';

export default {
  process(source, file) {
    const loader = file.endsWith('.sh') ? 'text' : 'ts';
    const { code } = transformSync(source, {
      loader,
      format: 'esm',
      target: 'es2023',
      supported: { 'import-attributes': true },
      sourcemap: 'inline',
      sourcefile: file,
    });
    return { code };
  },
  getCacheKey: (source, file) => createHash('sha256').update('3').update(file).update(source).digest('hex'),
};

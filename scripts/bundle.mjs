// Scripts that use the engine: a TypeScript file and all that it imports, as one module that Node can load.
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** The address of the bundled module; `await import(await bundle('support-rows.ts'))` loads it. */
export async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, entry)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    loader: { '.sh': 'text', '.pl': 'text' },
    // what is CommonJS in it asks for Node's own modules
    banner: { js: "import{createRequire}from'node:module';const require=createRequire('/');" },
    write: false,
  });
  return new URL(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

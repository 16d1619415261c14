/** Put in by the bundler from package.json. */
declare const CROSSBUILD_VERSION: string | undefined;

export const VERSION = typeof CROSSBUILD_VERSION === 'undefined' ? 'not released' : CROSSBUILD_VERSION;

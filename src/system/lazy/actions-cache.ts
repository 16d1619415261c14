/** Loaded when something is looked up in, or saved to, the Actions cache. */
export { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache';

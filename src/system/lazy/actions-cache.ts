/** Loaded when something is looked up in, or saved to, the Actions cache. */
export { isFeatureAvailable, saveCache } from '@actions/cache';
// the package gives nothing back that it has not unpacked with `tar -P`; see docs/decisions/actions-cache.md
export { getCacheEntry } from '../../../node_modules/@actions/cache/lib/internal/cacheHttpClient.js';
export { getCacheVersion, getCompressionMethod } from '../../../node_modules/@actions/cache/lib/internal/cacheUtils.js';
export {
  getCacheMode,
  getCacheServiceVersion,
  isCacheReadable,
} from '../../../node_modules/@actions/cache/lib/internal/config.js';
export { internalCacheTwirpClient } from '../../../node_modules/@actions/cache/lib/internal/shared/cacheTwirpClient.js';

/**
 * Loaded only when an input holds YAML. `yaml` is a CommonJS package, so `import('yaml')` has its names in jest and has
 * only `default` in a bundle: an `import()` may therefore name our own modules alone, and those import it statically.
 */
export { parseDocument } from 'yaml';

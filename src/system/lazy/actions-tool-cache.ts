/** Loaded when a tool is looked for that somebody else may keep in the runner's tool cache. */
export { find } from '@actions/tool-cache';

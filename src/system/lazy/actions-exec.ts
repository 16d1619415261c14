/** Loaded when a program is asked for its answer. */
export { exec } from '@actions/exec';

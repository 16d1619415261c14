/** Loaded at the first request. */
export { HttpClient } from '@actions/http-client';

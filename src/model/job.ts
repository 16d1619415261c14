/** No job runs longer (docs.github.com, "Actions limits": 5 days on a runner of one's own): what one said before that is void. */
export const LONGEST_JOB_MS = 5 * 24 * 60 * 60 * 1000;

/** What files of APT's are called that say how to fetch and not from where. Docker's own recipe for a cache of packages writes the first two. */
const SETTINGS = 'docker-clean|keep-cache|cache|recommends|suggests|retries';
/** `/etc/apt/apt.conf.d/99-no-recommends`. */
const HARMLESS = new RegExp(String.raw`\/etc\/apt\/apt\.conf\.d\/[\w.-]*(${SETTINGS})\b`, 'g');

/** Whether a step's text may change where Debian's or Ubuntu's packages come from. */
export function changesArchives(text: string): boolean {
  return /\/etc\/apt|sources\.list|add-apt-repository|\bppa:/.test(text.replace(HARMLESS, ''));
}

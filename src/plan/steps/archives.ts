/** Files of APT's that say how to fetch and not from where: Docker's own recipe for a cache of packages writes the first two. */
const HARMLESS = /\/etc\/apt\/apt\.conf\.d\/[\w.-]*(docker-clean|keep-cache|cache|recommends|suggests|retries)\b/g;

/** Whether a step's text may change where Debian's or Ubuntu's packages come from. */
export function changesArchives(text: string): boolean {
  return /\/etc\/apt|sources\.list|add-apt-repository|\bppa:/.test(text.replace(HARMLESS, ''));
}

/** How many partings `styles.ts` draws. */
const PARTINGS = 8;

/** FNV-1a, 32 bits: spreads ids that differ in one letter. Looks only, nothing secret rests on it. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return h;
}

/** The colours of somebody without a picture: a hue and one of eight partings, the same for everybody who sees the id. */
export function quietFlag(id: string): { readonly hue: number; readonly parting: number } {
  const h = hash(id);
  return { hue: h % 360, parting: (h >>> 16) % PARTINGS };
}

/** First letters of the first and the last word. Letters, not code units: names may start outside the BMP. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const ends = parts.length > 1 ? [parts[0]!, parts.at(-1)!] : parts;
  return ends.map((part) => [...part][0]!.toLocaleUpperCase()).join('');
}

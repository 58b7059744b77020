/** Text, or a link that is safe to follow. */
export type Segment = string | { readonly href: string; readonly text: string };

// Up to a space, a quote, or a sign that turns the direction of text.
const CANDIDATE = /\b(?:https?:\/\/|mailto:|www\.)[^\s<>"'`\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gi;
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Splits a text at its links: http, https and mailto, and nothing else. Their words stay as they were written. */
export function segments(text: string): Segment[] {
  const found: Segment[] = [];
  let end = 0;
  for (const { 0: candidate, index } of text.matchAll(CANDIDATE)) {
    const words = trimmed(candidate);
    const href = hrefOf(words);
    if (!href) continue;
    if (index > end) found.push(text.slice(end, index));
    found.push({ href, text: words });
    end = index + words.length;
  }
  if (end < text.length) found.push(text.slice(end));
  return found;
}

/** Without the sentence's punctuation, and without a closing bracket that was not opened before. */
function trimmed(candidate: string): string {
  const counts = countsOf(candidate);
  let end = candidate.length;
  for (let last = candidate[end - 1]!; end && isOutside(last, counts); last = candidate[--end - 1]!) counts[last]!--;
  return candidate.slice(0, end);
}

/** Counted once: to count again for each bracket takes seconds where there are thousands. */
function countsOf(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const character of text) counts[character] = (counts[character] ?? 0) + 1;
  return counts;
}

function isOutside(last: string, counts: Readonly<Record<string, number>>): boolean {
  const opening = PAIRS[last];
  return opening ? (counts[opening] ?? 0) < counts[last]! : /[.,;:!?…*_~]/.test(last);
}

/** Undefined for what is no address, or one that pretends: `https://bank.example@evil.example`. */
function hrefOf(words: string): string | undefined {
  const address = /^www\./i.test(words) ? `https://${words}` : words;
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, pathname, username, password, href } = new URL(address);
  const isSafe = protocol === 'mailto:' ? /^[^@\s]+@[^@\s]+$/.test(pathname) : hostname && !username && !password;
  return isSafe ? href : undefined;
}

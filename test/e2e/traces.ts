import type { Overheard } from '../support/nats.js';

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const utf8 = (text: string): string => latin1(new TextEncoder().encode(text));
const utf16 = (text: string, bigEndian: boolean): string => Array.from(text, (unit) => {
  const code = unit.charCodeAt(0), [high, low] = [String.fromCharCode(code >> 8), String.fromCharCode(code & 255)];
  return bigEndian ? high + low : low + high;
}).join('');

/** What base64 shows of bytes at each of the three offsets they may have, without the characters that neighbours share. */
function base64s(bytes: string): string[] {
  return [0, 1, 2].map((offset) => {
    const whole = btoa('\0'.repeat(offset) + bytes);
    const start = Math.ceil(offset * 8 / 6), end = Math.floor((offset + bytes.length) * 8 / 6);
    return whole.slice(start, end);
  });
}

const hex = (bytes: string): string => Array.from(bytes, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
const base64url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

/** The forms in which bytes may give a text away, each as latin1. */
export function formsOf(text: string): string[] {
  const plain = [utf8(text), utf16(text, false), utf16(text, true)];
  const encoded = [...base64s(utf8(text)), hex(utf8(text)), encodeURIComponent(text), JSON.stringify(text).slice(1, -1)];
  return [...plain, ...encoded, ...encoded.map(base64url), hex(utf8(text)).toUpperCase()];
}

/** Which of these texts somebody finds in what the operator of the server overheard. */
export function tracesOf(texts: readonly string[], overheard: readonly Overheard[]): string[] {
  const everything = overheard.map(({ subject, bytes }) => `${subject}\n${latin1(bytes)}`).join('\n');
  return texts.filter((text) => formsOf(text).some((form) => everything.includes(form)));
}

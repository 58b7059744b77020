/** Nobody writes these into a name to be read; overrides and the like make `exe.jpg` of `gpj.exe`. The two joiners belong to scripts and emoji. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
/** No system takes these in a name, or they lead to another folder. */
const FORBIDDEN = /[/\\:*?"<>|\ufffd]/g;
/** Devices, on Windows, whatever the extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const MAX_SAVED = 120;
/** Beyond so many characters some more stay beside the extension: names often differ at the end. */
const LONG = 20;
const KEPT = 4;
const MAX_EXTENSION = 12;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const charactersOf = (text: string): string[] => [...graphemes.segment(text)].map(({ segment }) => segment);

/** The text of a stranger as it may be shown: what cannot be seen, or turns the rest around, becomes a replacement character. */
export function shownName(name: string): string {
  return name.replace(/\s+/g, ' ').replace(INVISIBLE, '\ufffd').replace(/\p{Cs}/gu, '\ufffd').trim();
}

/** Two pieces, of which the first may be cut short: the extension is to be seen in any case. */
export function splitName(name: string): readonly [start: string, end: string] {
  const characters = charactersOf(name);
  const end = charactersOf(extensionOf(name)).length + (characters.length > LONG ? KEPT : 0);
  const at = characters.length - end;
  return [characters.slice(0, at).join(''), characters.slice(at).join('')];
}

/** What to save a stranger's file as: a plain name in the folder that the person chose. */
export function savedName(name: string): string {
  const plain = shownName(name).replace(FORBIDDEN, '_').replace(/^\.+/, '_').replace(/[. ]+$/, '');
  const safe = RESERVED.test(plain) ? `_${plain}` : plain;
  const extension = extensionOf(safe);
  return (cut(safe.slice(0, safe.length - extension.length)) || 'file') + extension;
}

/** Between characters: half of one is another, or none. */
function cut(text: string): string {
  let length = 0;
  return charactersOf(text).filter((character) => (length += character.length) <= MAX_SAVED).join('');
}

/** With its dot; `''` where there is none that could be one. */
function extensionOf(name: string): string {
  const at = name.lastIndexOf('.');
  return at > 0 && name.length - at <= MAX_EXTENSION ? name.slice(at) : '';
}

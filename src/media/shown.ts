import type { WantOptions } from '../types/index.js';
import type { ControlMessage } from '../link/control.js';
import { badOption } from '../errors.js';
import { integer, list, optional, read, record, such, text } from '../signaling/parse.js';
import { MAX_LABEL_LENGTH, MAX_SLOTS } from '../signaling/message.js';

/** What a viewer shows of a picture, in device pixels; 0 × 0: not seen. */
export interface Size { readonly width: number; readonly height: number }

/** On the wire; neither: all of it. */
interface Shown { readonly label: string; readonly width?: number | undefined; readonly height?: number | undefined }

const MAX_SIDE = 16_384;

const side = optional(integer(0, MAX_SIDE));
const shown = such(record<Shown>({ label: text(1, MAX_LABEL_LENGTH), width: side, height: side }),
  ({ width, height }) => (width === undefined) === (height === undefined));
const want = record({ list: list(MAX_SLOTS, shown) });

/** Undefined: all of it. @throws `BAD_OPTION` */
export function checkSize({ width, height, hidden = false }: WantOptions): Size | undefined {
  if (typeof hidden !== 'boolean') throw badOption('hidden is neither true nor false.', 'Give want({ label, hidden: true }) for what is not seen.');
  for (const given of [width, height]) {
    if (given !== undefined && !(typeof given === 'number' && given >= 0)) {
      throw badOption('want got a size that is no number of pixels.', 'Give width and height in device pixels: CSS pixels × devicePixelRatio.');
    }
  }
  if (hidden) return { width: 0, height: 0 };
  if (width === undefined && height === undefined) return undefined;
  const pixels = (given = 0) => Math.min(Math.ceil(given), MAX_SIDE);
  return { width: pixels(width ?? height), height: pixels(height ?? width) };
}

export function describeShown(sizes: Iterable<readonly [string, Size | undefined]>): ControlMessage {
  return { t: 'want', list: [...sizes].map(([label, size]) => ({ label, ...size })) };
}

/** Undefined when malformed. */
export function parseShown(message: ControlMessage): (readonly [string, Size | undefined])[] | undefined {
  return read(want, message)?.list.map(({ label, width, height }) => {
    return [label, width === undefined || height === undefined ? undefined : { width, height }] as const;
  });
}

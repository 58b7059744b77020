import type { Bytes } from '../../drivers/driver.js';
import { platform, type Environment } from '../../environment.js';
import { PeerixError } from '../../errors.js';
import { encodeData, encodeInfo, MAX_VALUE, type Encoded } from '../value.js';
import { BlobSource, BytesSource, StreamSource, type Source } from './source.js';

// On the wire; what is below is a value of that type, too large for its channel.
export const BLOB = 128, FILE = 129, STREAM = 130;

/** A `File` is more than its bytes. */
export interface About { readonly name?: string; readonly type?: string; readonly modified?: number }

/** What goes beside its channel: a Blob, a stream, or a value that is larger than a channel takes. */
export interface Parcel extends About { readonly kind: number; readonly info: Bytes; readonly source: Source }

/** As a message of its channel where that takes it. @throws `BAD_DATA`, `TOO_LARGE` (the `info`) */
export function pack(data: unknown, info: unknown, environment = platform): Encoded | Parcel {
  const about = encodeInfo(info);
  if (isInstance<Blob>(data, 'Blob')) return { ...describe(data), info: about, source: new BlobSource(data) };
  if (isInstance<ReadableStream>(data, 'ReadableStream')) return { kind: STREAM, info: about, source: streamSource(data, environment) };
  const { type, bytes } = encodeData(data);
  return bytes.length <= MAX_VALUE ? { type, bytes, info: about } : { kind: type, info: about, source: new BytesSource(bytes) };
}

export function isParcel(load: Encoded | Parcel): load is Parcel { return 'source' in load; }

export function sizeOf(load: Encoded | Parcel): number | undefined { return isParcel(load) ? load.source.size : load.bytes.length; }

function describe(blob: Blob): About & { kind: number } {
  const type = blob.type && { type: blob.type.slice(0, MAX_TYPE) };
  if (!isInstance<File>(blob, 'File')) return { kind: BLOB, ...type };
  return { kind: FILE, ...type, name: blob.name.slice(0, MAX_NAME), modified: blob.lastModified };
}

export const MAX_NAME = 1024, MAX_TYPE = 255;

function streamSource(stream: ReadableStream, environment: Environment): Source {
  if (stream.locked) throw new PeerixError('BAD_DATA', 'data is a stream that somebody reads already.', { hint: 'Send it first, or one half of its tee().' });
  return new StreamSource(stream, environment);
}

// Node has no File in old versions and a page may run in another realm: asked by name.
function isInstance<T>(value: unknown, name: 'Blob' | 'File' | 'ReadableStream'): value is T {
  const constructor = globalThis[name];
  return constructor !== undefined && value instanceof constructor;
}

export const MIB = 1024 * 1024;

const blobs = new Map<number, Blob>();

/** A Blob of so many bytes; the same one each time, so that making it is no part of a sample. */
export function blobOf(bytes: number): Blob {
  const blob = blobs.get(bytes) ?? new Blob([new Uint8Array(bytes)]);
  blobs.set(bytes, blob);
  return blob;
}

/** Megabytes a second. */
export function rate(bytes: number, ms: number): number { return bytes / 1000 / ms; }

interface Writable { createWritable(): Promise<WritableStream<Uint8Array>> }
type Picker = (options: { suggestedName: string }) => Promise<Writable>;

/** From here on a person may want it on disk and nowhere else. */
const LARGE = 32 * 1024 * 1024;

const picker = (): Picker | undefined => (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;

/** So large a file can be written to disk while it comes. */
export const canSaveDirectly = (size: number): boolean => size >= LARGE && !!picker();

/** Where to; undefined when the person thinks better of it. Rejects when the place cannot be written. */
export async function chooseTarget(suggestedName: string): Promise<WritableStream<Uint8Array> | undefined> {
  try {
    const handle = await picker()!({ suggestedName });
    return await handle.createWritable();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

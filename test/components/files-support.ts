import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../components/peerix-room/define.js';
import '../../components/peerix-files/define.js';
import type { PeerixFiles, PeerixRoom } from '../../components/elements.js';
import type { IncomingTransfer, Peer } from '../../src/index.js';
import { friend, joined, shadow, shadowAll, until } from './support.js';

export const KIB = 1024, MIB = 1024 * KIB;

/** Bytes that differ everywhere. */
export function bytesOf(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8) * 7 + (i >> 16)) & 255;
  return bytes;
}
export const fileOf = (name: string, size: number, type = ''): File => new File([bytesOf(size)], name, { type });
/** Large without being held: a browser stores one part, so many times over. */
export const largeFile = (name: string, mib: number): File => new File(Array<Blob>(mib).fill(new Blob([bytesOf(MIB)])), name);
/** From a disk that reads a part of it in 200 ms, one after the other. */
export function slowFile(name: string, mib: number): File {
  const file = largeFile(name, mib);
  let disk = Promise.resolve();
  const slice = (start: number, end: number): Blob => {
    const part = File.prototype.slice.call(file, start, end);
    const arrayBuffer = (): Promise<ArrayBuffer> => {
      disk = disk.then(() => new Promise((resolve) => { setTimeout(resolve, 200); }));
      return disk.then(() => part.arrayBuffer());
    };
    return { arrayBuffer } as Blob;
  };
  return Object.assign(file, { slice });
}

export async function isSame(a: Blob, b: Blob): Promise<boolean> {
  const [hashA, hashB] = await Promise.all([a, b].map(async (blob) => new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())).join()));
  return a.size === b.size && hashA === hashB;
}

export const rows = (files: Element): HTMLElement[] => shadowAll(files, '[part=file]');
export const rowOf = (files: Element, name: string): HTMLElement | undefined => rows(files).find((row) => fileName(row) === name);
export const fileName = (row: Element): string => row.querySelector('[part=name]')!.textContent.trim();
export const names = (files: Element): string[] => rows(files).map(fileName);
export const text = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
export const detail = (row: Element | undefined): string => text(row?.querySelector('[part=detail]'));
export const people = (row: Element | undefined): string[] => [...row?.querySelectorAll('[part=person]') ?? []].map(text);
export const note = (row: Element | undefined): string => text(row?.querySelector('.note'));
export const bar = (row: Element | undefined): HTMLProgressElement | null => row?.querySelector<HTMLProgressElement>('[part=progress]') ?? null;
export const saveLink = (row: Element | undefined): HTMLAnchorElement | null => row?.querySelector<HTMLAnchorElement>('[part=save]') ?? null;
export const preview = (row: Element | undefined): HTMLImageElement | null => row?.querySelector<HTMLImageElement>('[part=preview]') ?? null;
export const spoken = (files: Element): string => text(shadow(files, '[role=log]'));
export const choose = (files: Element): HTMLButtonElement => shadow<HTMLButtonElement>(files, '[part=choose]')!;
export function button(row: Element | undefined, label: string): HTMLButtonElement {
  const found = [...row?.querySelectorAll('button') ?? []].find((one) => text(one) === label || one.ariaLabel?.startsWith(label));
  if (!found) throw new Error(`no button "${label}" in "${text(row)}"`);
  return found;
}
export const hasButton = (row: Element | undefined, label: string): boolean =>
  [...row?.querySelectorAll('button') ?? []].some((one) => text(one) === label || one.ariaLabel?.startsWith(label));

/** A room on the page, with its files. */
export async function place(room: string, name: string, receive?: string): Promise<PeerixFiles> {
  const element = await fixture<PeerixRoom>(html`<peerix-room driver="memory" name=${name} room=${room}><peerix-files></peerix-files></peerix-room>`);
  const files = element.querySelector('peerix-files')!;
  if (receive !== undefined) files.setAttribute('receive', receive);
  await joined(element);
  await until(() => !choose(files).disabled, 'ready');
  return files;
}
export const roomOf = (files: Element): PeerixRoom => files.closest('peerix-room')!;
/** As many others take files. */
export const knows = (files: PeerixFiles, count: number): Promise<void> => reaches(roomOf(files), count, files.label);
/** So many others are at the end of its channel, as it sees them: they may see it sooner. */
export const reaches = (member: PeerixRoom | Peer, count: number, label = 'files'): Promise<void> => until(
  () => [...member.remotes.values()].filter(({ state, channels }) => state === 'connected' && channels.get(label)?.state === 'open').length === count,
  `reaches ${count}`,
);

/** A member that deals with files by hand. */
export async function hand(room: string, name = 'Hand'): Promise<{ peer: Peer; offers: IncomingTransfer[] }> {
  const peer = await friend(room, name);
  const offers: IncomingTransfer[] = [];
  peer.on('transfer', ({ transfer }) => { offers.push(transfer); });
  peer.open({ label: 'files', receive: 'ask' });
  return { peer, offers };
}

/** For tens of megabytes on a machine that has other things to do. */
export const arrives = (condition: () => unknown, what: string): Promise<void> =>
  waitUntil(() => !!condition(), what, { timeout: 50_000, interval: 50 });

/** Takes some of it, and then no more. */
export async function takeSome(transfer: IncomingTransfer, atLeast = 3 * MIB): Promise<void> {
  transfer.accept();
  for await (const { received } of transfer) if (received >= atLeast) break;
  transfer.pause();
}

export const accessible = (files: Element): Promise<void> => expect(files).to.be.accessible() as unknown as Promise<void>;

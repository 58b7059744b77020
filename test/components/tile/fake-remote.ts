import type { Publication, Remote } from '../../../src/index.js';

export interface Want { readonly label: string; readonly width?: number; readonly height?: number; readonly hidden?: true }

/** A member as elements see it, that notes what is wanted of it. */
export function fakeRemote(publications: Partial<Publication>[], fields: Partial<Remote> = {}): { readonly remote: Remote; readonly wants: Want[] } {
  const wants: Want[] = [], muted = { audio: false, video: false };
  const list = publications.map((one) => [one.label ?? 'camera', { label: 'camera', stream: new MediaStream(), metadata: {}, muted, ...one }] as const);
  const remote = {
    id: 'a-remote', metadata: { name: 'Ann Okafor' }, state: 'connected', publications: new Map(list), want: (want: Want) => wants.push(want), ...fields,
  };
  return { remote: remote as unknown as Remote, wants };
}

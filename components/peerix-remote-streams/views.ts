import type { Publication, Remote } from '../../src/index.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';

/** What a tile shows of whom. */
export interface RemoteView {
  /** Tells it from others for as long as it is there. */
  readonly key: string;
  readonly remote: Remote;
  readonly label: string;
  readonly isScreen: boolean;
  readonly isSpeaking: boolean;
}

export interface Choice {
  /** Only publications of this label; `''` = all. */
  readonly label: string;
  /** An avatar for those who share nothing of it. */
  readonly everyone: boolean;
}

/** What is to be seen of a room, in order of arrival. */
export function viewsOf(room: PeerixRoom | null, choice: Choice): RemoteView[] {
  return room ? [...room.remotes.values()].flatMap((remote) => viewsOfRemote(remote, choice)) : [];
}

function viewsOfRemote(remote: Remote, { label, everyone }: Choice): RemoteView[] {
  const shared = [...remote.publications.values()].filter((publication) => !label || publication.label === label);
  if (shared.length) return shared.map((publication) => viewOf(remote, publication));
  return everyone && isHere(remote) ? [{ key: keyOf(remote, label), remote, label, isScreen: false, isSpeaking: false }] : [];
}

const isHere = ({ state }: Remote): boolean => state === 'connected' || state === 'disconnected';

export const keyOf = (remote: Remote, label: string): string => `${remote.id} ${label}`;

function viewOf(remote: Remote, publication: Publication): RemoteView {
  const { label } = publication, isScreen = label === 'screen';
  return { key: keyOf(remote, label), remote, label, isScreen, isSpeaking: !isScreen && publication.speaking };
}

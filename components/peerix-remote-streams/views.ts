import type { Publication, Remote } from '../../src/index.js';
import { nameIn } from '../name-in.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import type { TileView } from '../tile/tile.js';
import { words } from '../words.js';

/** A tile and what tells it from others for as long as it is there. */
export interface RemoteView extends TileView { readonly key: string }

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
  if (shared.length) return shared.map((publication) => publicationView(remote, publication));
  return everyone && isHere(remote) ? [avatarView(remote)] : [];
}

const isHere = ({ state }: Remote): boolean => state === 'connected' || state === 'disconnected';

function personOf(remote: Remote): Pick<RemoteView, 'id' | 'name' | 'reconnecting'> {
  return { id: remote.id, name: nameIn(remote.metadata), reconnecting: remote.state === 'disconnected' };
}

function publicationView(remote: Remote, { label, stream, muted }: Publication): RemoteView {
  const isScreen = label === 'screen';
  return {
    ...personOf(remote), key: `${remote.id} ${label}`, stream, whole: isScreen, ...(isScreen && { suffix: words.screen }),
    picture: stream.getVideoTracks().length > 0 && !muted.video,
    microphoneOff: !isScreen && (muted.audio || stream.getAudioTracks().length === 0),
  };
}

function avatarView(remote: Remote): RemoteView {
  return { ...personOf(remote), key: `${remote.id} `, stream: null, picture: false, microphoneOff: true };
}

import type { Publication, Remote } from '../../src/index.js';
import { localMedia } from '../peerix-local-media/local-media.js';
import type { PeerixLocalMedia } from '../peerix-local-media/peerix-local-media.js';
import { nameIn } from '../name-in.js';
import type { PeerixRoom } from '../peerix-room/peerix-room.js';
import { isHidden, volumeOf } from '../room/personal.js';
import { whyPoor } from '../tile/why-poor.js';
import { peersWords } from './words.js';

/** Somebody in the room, as the list shows them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Whose initials the flag bears. */
  readonly fullName: string;
  readonly isSpeaking: boolean;
  readonly isTroubled: boolean;
  /** How they are, in words, the most pressing first. */
  readonly states: readonly string[];
  /** Absent for oneself: there is nothing to choose. */
  readonly remote?: Remote;
  readonly volume: number;
  readonly hidden: boolean;
}

/** Own first, then in order of arrival. */
export function peopleIn(room: PeerixRoom): Person[] {
  return [own(room), ...[...room.remotes.values()].map((remote) => other(room, remote))];
}

function own(room: PeerixRoom): Person {
  const all = localMedia.of(room), media = all.find(({ screen }) => !screen);
  const isSpeaking = room.heard.size > 0;
  const states = [
    isSpeaking && peersWords.speaking,
    all.some(({ screen, stream }) => screen && stream) && peersWords.sharingScreen,
    media && !sends(media, 'audio') && peersWords.muted,
    media && !sends(media, 'video') && peersWords.cameraOff,
  ];
  return {
    id: room.peer.id ?? '', name: peersWords.you, fullName: nameIn(room.peer.metadata), isSpeaking, isTroubled: false,
    states: told(states, peersWords.thisDevice), volume: 1, hidden: false,
  };
}

const sends = ({ stream }: PeerixLocalMedia, kind: string): boolean =>
  !!stream?.getTracks().some((track) => track.kind === kind && track.readyState === 'live' && track.enabled);

function other(room: PeerixRoom, remote: Remote): Person {
  const { id, state } = remote, name = nameIn(remote.metadata);
  const published = [...remote.publications.values()], isSpeaking = published.some(({ speaking }) => speaking);
  const hidden = isHidden(room, id), isPoor = remote.quality !== 'good';
  const states = state === 'connected' ? told([
    isPoor && peersWords.poor,
    whyPoor(remote),
    isSpeaking && peersWords.speaking,
    published.some(({ label }) => label === 'screen') && peersWords.sharingScreen,
    !published.some((one) => shares(one, 'audio')) && peersWords.muted,
    !published.some((one) => shares(one, 'video')) && peersWords.cameraOff,
    hidden && peersWords.hidden,
  ], peersWords.connected) : [linkWords(state)];
  return { id, name, fullName: name, isSpeaking, isTroubled: isPoor || state !== 'connected', states, remote, volume: volumeOf(room, id), hidden };
}

function linkWords(state: Remote['state']): string {
  if (state === 'disconnected') return peersWords.reconnecting;
  return state === 'new' || state === 'connecting' ? peersWords.connecting : peersWords.unreachable;
}

const told = (states: readonly (string | false | undefined)[], otherwise: string): string[] => {
  const list = states.filter((state) => typeof state === 'string');
  return list.length ? list : [otherwise];
};

const shares = ({ label, stream, muted }: Publication, kind: 'audio' | 'video'): boolean =>
  label !== 'screen' && !muted[kind] && stream.getTracks().some((track) => track.kind === kind);

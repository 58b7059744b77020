import type { Publication, Remote } from '../../src/index.js';
import { nameIn } from '../name-in.js';
import { whyPoor } from '../tile/why-poor.js';
import type { PeerixTile } from './peerix-tile.js';
import { tileWords } from './words.js';

export const QUALITIES = ['good', 'poor', 'lost'] as const;
/** How well what they send arrives; `''`: unknown. */
export type Quality = typeof QUALITIES[number] | '';

/** One person, or one screen, as it is to be seen. */
export interface TileView {
  readonly name: string;
  /** Behind the name: what of theirs it is. */
  readonly suffix?: string | undefined;
  readonly stream: MediaStream | null;
  /** Without it the quiet flag stands in; the sound plays on. */
  readonly picture: boolean;
  readonly muted: boolean;
  readonly speaking: boolean;
  readonly reconnecting: boolean;
  readonly quality: Quality;
  /** Why it is not good, where that is known. */
  readonly why?: string | undefined;
  /** Screens are seen whole, have no flag, and nobody speaks in them. */
  readonly isScreen: boolean;
}

/** What the tile shows: its remote's publication, or what its own properties say. */
export function viewOf(tile: PeerixTile): TileView {
  const of = tile.remote ? remoteView(tile.remote, tile.label) : streamView(tile);
  const muted = of.muted || tile.muted;
  return {
    ...of,
    name: tile.name || of.name,
    picture: of.picture && !tile.isPictureHidden,
    muted,
    speaking: (of.speaking || tile.speaking) && !muted,
    reconnecting: of.reconnecting || tile.reconnecting,
    quality: tile.quality || of.quality,
  };
}

function streamView({ stream, label, speaking }: PeerixTile): TileView {
  return {
    name: '', stream, picture: hasLivePicture(stream), muted: false, speaking, reconnecting: false, quality: '', isScreen: label === 'screen',
  };
}

const hasLivePicture = (stream: MediaStream | null): boolean =>
  !!stream?.getVideoTracks().some(({ readyState }) => readyState === 'live');

/** Of a remote and one of its publications; without a label, of whatever it shares. */
export function remoteView(remote: Remote, label: string): TileView {
  const publication = publicationOf(remote, label), isScreen = publication?.label === 'screen';
  return {
    ...isScreen && { suffix: tileWords.screen },
    name: nameIn(remote.metadata), stream: publication?.stream ?? null, isScreen,
    picture: !!publication && publication.stream.getVideoTracks().length > 0 && !publication.muted.video,
    muted: !isScreen && (!publication || publication.muted.audio || publication.stream.getAudioTracks().length === 0),
    speaking: !!publication?.speaking,
    reconnecting: remote.state === 'disconnected',
    quality: remote.quality, why: whyPoor(remote),
  };
}

export const publicationOf = (remote: Remote, label: string): Publication | undefined =>
  (label ? remote.publications.get(label) : remote.publications.values().next().value);


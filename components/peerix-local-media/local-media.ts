import { Roll } from '../room/roll.js';
import type { PeerixLocalMedia } from './peerix-local-media.js';

/** Called with a watcher; shared by copies of the library. */
export const MEDIA = Symbol.for('peerix.media');

/** By the hook and not by class: the tag may belong to another copy of the library, or to a subclass. */
export const isLocalMedia = (element: Element): element is PeerixLocalMedia => MEDIA in element;

/** Whose media each room has. */
export const localMedia = new Roll<PeerixLocalMedia>();

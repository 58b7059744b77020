import { Roll } from '../room/roll.js';
import type { PeerixAudio } from './peerix-audio.js';

/** What plays each room's sound apart from pictures. */
export const roomAudio = new Roll<PeerixAudio>();

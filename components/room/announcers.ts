import { Roll } from './roll.js';

/** Who says aloud how a room is and what happens in it: of several the first, and where there is one, no other element. */
export const announcers = new Roll<HTMLElement>();

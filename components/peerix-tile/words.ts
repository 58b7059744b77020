import { vocabulary } from '../language/vocabulary.js';

/** Every word that a tile shows or says. */
export const tileWords = vocabulary('tile', {
  screen: 'screen',
  muted: 'Muted',
  cameraOff: 'Camera off',
  speaking: 'Speaking',
  pinned: 'Pinned',
  reconnecting: 'Reconnecting…',
  poor: 'Poor connection',
  lost: 'Connection lost',
  playSound: 'Play sound',
  pin: 'Pin',
  fullScreen: 'Full screen',
  pictureInPicture: 'Small window',
  /** What a tool is for, whose name stands before. */
  toolOf: (tool: string, name: string): string => `${tool}: ${name}`,
  more: 'More',
} as const);

import type { Phrase } from '../language/grammar.js';
import { vocabulary } from '../language/vocabulary.js';

export const deviceWords = vocabulary('devices', {
  choose: { microphone: 'Choose microphone', camera: 'Choose camera', speaker: 'Choose speaker' },
  automatic: { microphone: 'Default microphone', camera: 'Default camera', speaker: 'Default speaker' },
  chosen: { microphone: 'The chosen microphone', camera: 'The chosen camera', speaker: 'The chosen speaker' },
  unnamed: {
    microphone: (n: number): string => `Microphone ${n}`,
    camera: (n: number): string => `Camera ${n}`,
    speaker: (n: number): string => `Speaker ${n}`,
  },
  unplugged: (chosen: unknown, used: unknown): Phrase => [chosen, ' is unplugged.', ...(used ? [' ', used, ' is used until it is back.'] : [])],
} as const);

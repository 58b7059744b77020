import { vocabulary } from '../language/vocabulary.js';

export const controlsWords = vocabulary('controls', {
  label: 'Call controls',
  more: 'More',
} as const);

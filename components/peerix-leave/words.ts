import { vocabulary } from '../language/vocabulary.js';

export const leaveWords = vocabulary('leave', {
  leave: 'Leave',
  outside: 'You are not in the room.',
} as const);

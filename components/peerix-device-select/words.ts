import { vocabulary } from '../language/vocabulary.js';

export const deviceSelectWords = vocabulary('device-select', {
  nothing: { microphone: 'No microphone to choose for here.', camera: 'No camera to choose for here.', speaker: 'No room to choose a speaker for here.' },
  oneSpeaker: 'This browser plays sound on the default speaker only.',
} as const);

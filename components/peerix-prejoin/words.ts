import { vocabulary } from '../language/vocabulary.js';

/** Every word of the page before a call, but those of the devices' troubles. */
export const prejoinWords = vocabulary('prejoin', {
  before: 'Before you join',
  name: 'Your name',
  namePlaceholder: 'What others will see',
  nameMissing: 'Write your name, so that the others know who you are.',

  microphone: 'Microphone',
  camera: 'Camera',
  level: 'Microphone level',

  join: 'Join',
  joinWithoutBoth: 'Join without them',
  joinWithoutCamera: 'Join without camera',
  joinWithoutMicrophone: 'Join without microphone',
  joining: 'Joining…',
  kept: 'Your choices are kept on this device.',
} as const);

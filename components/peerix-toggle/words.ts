import { vocabulary } from '../language/vocabulary.js';

export const toggleWords = vocabulary('toggle', {
  name: { microphone: 'Microphone', camera: 'Camera', screen: 'Share screen' },
  withShortcut: (name: string, key: string): string => `${name} (${key})`,
  starting: {
    microphone: 'The microphone is starting. If the browser asks, allow it.',
    camera: 'The camera is starting. If the browser asks, allow it.',
    screen: 'The browser asks what to share.',
  },
  unavailable: {
    microphone: 'There is no microphone to switch here. Put a peerix-local-media into the room.',
    camera: 'There is no camera to switch here. Put a peerix-local-media into the room.',
    screen: 'There is no room to share a screen in here.',
  },
} as const);

import { list, type Phrase } from './language/grammar.js';
import { vocabulary } from './language/vocabulary.js';

/** The kinds of device that an error is about. */
export type Device = 'camera' | 'microphone' | 'both' | 'screen';

/** What happened, and what to do. */
export interface Sentence { readonly title: string; readonly advice: string }

const THE: Record<Device, string> = {
  camera: 'The camera', microphone: 'The microphone', both: 'Camera and microphone', screen: 'The screen',
};
const A: Record<Device, string> = { camera: 'camera', microphone: 'microphone', both: 'camera or microphone', screen: 'screen' };

/** What several elements say. */
export const words = vocabulary('common', {
  you: 'You',
  guest: 'Guest',
  people: 'People in this room',
  ownScreen: 'Your screen',
  reconnectingTo: (names: Phrase): Phrase => ['Reconnecting to ', ...list(names), '.'],
  /** What the engine calls it; and what people do. */
  whyPoor: {
    'packet loss': 'Data gets lost on the way',
    'slow network': 'The network is slow',
    'long delay': 'Long delay',
    'unsteady network': 'The network is unsteady',
    'busy computer': 'This device is busy',
  },
  tryAgain: 'Try again',
  playSound: 'Play sound',
  soundHeld: { title: 'Your browser is holding back the sound.', advice: '' },

  noRoom: { title: 'No room here.', advice: 'Put this element inside a peerix-room, or name one with the attribute for.' },
  outside: { title: 'You are not in the room.', advice: 'People appear here once you join.' },
  joining: { title: 'Joining…', advice: 'People appear here as they connect.' },
  unreachable: { title: 'Nobody can be reached yet.', advice: 'The signaling server does not answer. Trying again.' },
  alone: { title: 'Only you are here.', advice: 'Whoever opens this link is in the call.' },
  aloneOffline: { title: 'Only you are here.', advice: 'Signaling is offline. New people can join once it is back.' },
  nothingShared: { title: 'Nobody is sharing yet.', advice: 'Cameras and screens appear here.' },
  rejected: { title: 'You were not let in.', advice: 'The room turned the request down.' },
  full: { title: 'This room is full.', advice: 'It holds so many people and no more, because everyone connects to everyone.' },
  insecure: { title: 'This page needs HTTPS.', advice: 'Browsers lend secure calls to secure pages only.' },

  insecureMedia: { title: 'This page needs HTTPS.', advice: 'Browsers lend camera and microphone to secure pages only.' },
  unsupportedMedia: (device: Device): Sentence => ({
    title: `This browser lends no ${A[device]} to web pages.`,
    advice: 'Open this page in another browser.',
  }),
  denied: (device: Device): Sentence => ({
    title: `${THE[device]} ${device === 'both' ? 'are' : 'is'} blocked.`,
    advice: device === 'screen'
      ? 'Choose a screen or window to share, or allow sharing in the system settings.'
      : `Open the site settings beside the address, allow ${device === 'both' ? 'both' : 'it'}, then try again.`,
  }),
  missing: (device: Device): Sentence => ({ title: `No ${A[device]} found.`, advice: 'Plug one in and it appears here.' }),
  inUse: (device: Device): Sentence => ({
    title: `Another program is using the ${device === 'both' ? 'camera or microphone' : A[device]}.`,
    advice: 'Close it there, then try again.',
  }),
  failed: (device: Device): Sentence => ({
    title: `${THE[device]} ${device === 'both' ? 'do' : 'does'} not start.`,
    advice: 'Unplug and replug it, or restart the browser, then try again.',
  }),
  stillInRoom: 'You still see and hear the others.',
});

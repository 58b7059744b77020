import type { PeerixLocalMedia, PeerixRoom } from '../../components/index.js';
import { find } from '../template.js';

interface Device {
  readonly selector: string;
  readonly kind: 'audio' | 'video';
  /** The property of `<peerix-local-media>` that switches it off. */
  readonly off: 'muted' | 'cameraOff';
}

const DEVICES: readonly Device[] = [
  { selector: '[data-microphone]', kind: 'audio', off: 'muted' },
  { selector: '[data-camera]', kind: 'video', off: 'cameraOff' },
];

/** The buttons for microphone, camera and screen: pressed means on. */
export function attachDevices(room: PeerixRoom): void {
  const media = find<PeerixLocalMedia>(room, '.camera');
  for (const device of DEVICES) attachDevice(find<HTMLButtonElement>(room, device.selector), media, device);
  attachScreen(find<HTMLButtonElement>(room, '[data-screen]'), find<PeerixLocalMedia>(room, '[screen]'));
}

function attachDevice(button: HTMLButtonElement, media: PeerixLocalMedia, { kind, off }: Device): void {
  let isUnavailable = false;
  const show = (): void => { button.ariaPressed = String(!media[off] && !isUnavailable); };
  const lookAgain = (): void => {
    isUnavailable = !media[off] && !hasLive(media.stream, kind);
    show();
  };
  const startAgain = (): void => {
    isUnavailable = false;
    show();
    // The element shows why it failed.
    media.start().then(lookAgain, lookAgain);
  };
  media.addEventListener('media-start', lookAgain);
  media.addEventListener('media-error', lookAgain);
  media.addEventListener('media-stop', lookAgain);
  button.addEventListener('click', () => {
    if (isUnavailable) return startAgain();
    media[off] = !media[off];
    show();
  });
}

function hasLive(stream: MediaStream | null, kind: Device['kind']): boolean {
  return !!stream?.getTracks().some((track) => track.kind === kind && track.readyState === 'live');
}

function attachScreen(button: HTMLButtonElement, screen: PeerixLocalMedia): void {
  // Phones cannot share their screen.
  button.hidden = !navigator.mediaDevices?.getDisplayMedia;
  const show = (): void => { button.ariaPressed = String(!!screen.stream); };
  screen.addEventListener('media-start', show);
  screen.addEventListener('media-stop', show);
  button.addEventListener('click', () => {
    if (screen.stream) screen.stop();
    // The element shows why it failed; whoever closes the browser's picker knows.
    else screen.start().then(show, show);
  });
}

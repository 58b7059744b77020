import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const tiles = ({ number }: Grammar): Pick<Vocabularies, 'tile' | 'remoteStreams'> => ({
  tile: {
    screen: 'Bildschirm',
    muted: 'Stumm',
    cameraOff: 'Kamera aus',
    speaking: 'Spricht',
    pinned: 'Angeheftet',
    reconnecting: 'Wird neu verbunden…',
    poor: 'Schlechte Verbindung',
    lost: 'Verbindung verloren',
    playSound: 'Ton abspielen',
    pin: 'Anheften',
    fullScreen: 'Vollbild',
    pictureInPicture: 'Kleines Fenster',
    toolOf: (tool, name) => `${tool}: ${name}`,
    more: 'Mehr',
  },
  remoteStreams: {
    pages: 'Seiten',
    previous: 'Vorige Seite',
    next: 'Nächste Seite',
    page: (n, of) => `Seite ${number(n)} von ${number(of)}`,
    pageShort: (n, of) => `${number(n)} / ${number(of)}`,
    others: (n) => `+${number(n)}`,
    showOthers: (n) => `${number(n)} weitere zeigen`,
  },
});

import type { Device } from '../../../words.js';
import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

const THE: Record<Device, string> = {
  camera: 'Die Kamera', microphone: 'Das Mikrofon', both: 'Kamera und Mikrofon', screen: 'Der Bildschirm',
};
const NO: Record<Device, string> = { camera: 'keine Kamera', microphone: 'kein Mikrofon', both: 'weder Kamera noch Mikrofon', screen: 'keinen Bildschirm' };
const NONE: Record<Device, string> = { camera: 'Keine Kamera', microphone: 'Kein Mikrofon', both: 'Weder Kamera noch Mikrofon', screen: 'Kein Bildschirm' };
const IN_USE: Record<Device, string> = { camera: 'die Kamera', microphone: 'das Mikrofon', both: 'Kamera oder Mikrofon', screen: 'den Bildschirm' };

export const common = ({ list }: Grammar): Vocabularies['common'] => ({
  you: 'Ich',
  guest: 'Gast',
  people: 'Personen in diesem Raum',
  ownScreen: 'Eigener Bildschirm',
  reconnectingTo: (names) => ['Die Verbindung zu ', ...list(names), ' wird wiederhergestellt.'],
  whyPoor: {
    'packet loss': 'Unterwegs gehen Daten verloren',
    'slow network': 'Das Netz ist langsam',
    'long delay': 'Lange Verzögerung',
    'unsteady network': 'Das Netz schwankt',
    'busy computer': 'Dieses Gerät ist ausgelastet',
  },
  tryAgain: 'Erneut versuchen',
  playSound: 'Ton abspielen',
  soundHeld: { title: 'Der Browser hält den Ton zurück.', advice: '' },

  noRoom: { title: 'Hier ist kein Raum.', advice: 'Dieses Element gehört in einen peerix-room, oder das Attribut for nennt einen.' },
  outside: { title: 'Noch nicht im Raum.', advice: 'Nach dem Beitreten erscheinen hier die anderen.' },
  joining: { title: 'Beitreten…', advice: 'Die anderen erscheinen hier, sobald sie verbunden sind.' },
  unreachable: { title: 'Noch ist niemand erreichbar.', advice: 'Der Signalisierungsserver antwortet nicht. Es wird weiter versucht.' },
  alone: { title: 'Noch ist niemand sonst da.', advice: 'Wer diesen Link öffnet, ist im Gespräch.' },
  aloneOffline: { title: 'Noch ist niemand sonst da.', advice: 'Die Signalisierung ist offline. Neue können beitreten, sobald sie wieder da ist.' },
  nothingShared: { title: 'Noch teilt niemand etwas.', advice: 'Kameras und Bildschirme erscheinen hier.' },
  rejected: { title: 'Kein Einlass.', advice: 'Der Raum hat die Anfrage abgelehnt.' },
  full: { title: 'Dieser Raum ist voll.', advice: 'Die Plätze sind begrenzt, weil sich alle mit allen verbinden.' },
  insecure: { title: 'Diese Seite braucht HTTPS.', advice: 'Sichere Gespräche erlauben Browser nur sicheren Seiten.' },

  insecureMedia: { title: 'Diese Seite braucht HTTPS.', advice: 'Kamera und Mikrofon geben Browser nur sicheren Seiten frei.' },
  unsupportedMedia: (device) => ({
    title: `Dieser Browser gibt Webseiten ${NO[device]} frei.`,
    advice: 'Diese Seite in einem anderen Browser öffnen.',
  }),
  denied: (device) => ({
    title: `${THE[device]} ${device === 'both' ? 'sind' : 'ist'} blockiert.`,
    advice: device === 'screen'
      ? 'Einen Bildschirm oder ein Fenster auswählen, oder das Teilen in den Systemeinstellungen erlauben.'
      : `Die Website-Einstellungen neben der Adresse öffnen, ${device === 'both' ? 'beides' : 'den Zugriff'} erlauben und erneut versuchen.`,
  }),
  missing: (device) => ({ title: `${NONE[device]} gefunden.`, advice: 'Nach dem Anschließen erscheint das Gerät hier.' }),
  inUse: (device) => ({ title: `Ein anderes Programm benutzt ${IN_USE[device]}.`, advice: 'Dort schließen und erneut versuchen.' }),
  failed: (device) => ({
    title: `${THE[device]} ${device === 'both' ? 'starten' : 'startet'} nicht.`,
    advice: 'Aus- und wieder einstecken oder den Browser neu starten und erneut versuchen.',
  }),
  stillInRoom: 'Die anderen sind weiter zu sehen und zu hören.',
});

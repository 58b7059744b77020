import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const conference = ({ number }: Grammar): Vocabularies['conference'] => ({
  call: 'Gespräch',
  panel: 'Seitenleiste',
  panels: 'Bereiche',
  close: 'Seitenleiste schließen',
  chat: 'Chat',
  files: 'Dateien',
  people: 'Personen',
  invite: 'Einladen',
  stats: 'Statistik',
  unread: (name, n) => `${name}, ${number(n)} ungelesen`,
  fresh: (name) => `${name}, etwas Neues`,
  here: (n) => `${number(n)} hier`,
  left: { title: 'Gespräch verlassen.', advice: 'Die anderen haben es gesehen.' },
  outside: { title: 'Noch nicht im Gespräch.', advice: 'Kamera und Mikrofon starten beim Beitreten.' },
  join: 'Beitreten',
  rejoin: 'Wieder beitreten',
});

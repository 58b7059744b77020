import type { Vocabularies } from '../../vocabularies.js';

export const controls = (): Pick<Vocabularies, 'toggle' | 'controls' | 'leave' | 'devices' | 'device-select' | 'audio'> => ({
  toggle: {
    name: { microphone: 'Mikrofon', camera: 'Kamera', screen: 'Bildschirm teilen' },
    withShortcut: (name, key) => `${name} (${key})`,
    starting: {
      microphone: 'Das Mikrofon startet. Wenn der Browser fragt, bitte erlauben.',
      camera: 'Die Kamera startet. Wenn der Browser fragt, bitte erlauben.',
      screen: 'Der Browser fragt, was geteilt werden soll.',
    },
    unavailable: {
      microphone: 'Hier gibt es kein Mikrofon zum Schalten. In den Raum gehört ein peerix-local-media.',
      camera: 'Hier gibt es keine Kamera zum Schalten. In den Raum gehört ein peerix-local-media.',
      screen: 'Hier gibt es keinen Raum, in dem ein Bildschirm geteilt werden kann.',
    },
  },
  controls: { label: 'Anrufsteuerung', more: 'Mehr' },
  leave: { leave: 'Verlassen', outside: 'Nicht im Raum.' },
  devices: {
    choose: { microphone: 'Mikrofon auswählen', camera: 'Kamera auswählen', speaker: 'Lautsprecher auswählen' },
    automatic: { microphone: 'Standardmikrofon', camera: 'Standardkamera', speaker: 'Standardlautsprecher' },
    chosen: { microphone: 'Das gewählte Mikrofon', camera: 'Die gewählte Kamera', speaker: 'Der gewählte Lautsprecher' },
    unnamed: { microphone: (n) => `Mikrofon ${n}`, camera: (n) => `Kamera ${n}`, speaker: (n) => `Lautsprecher ${n}` },
    unplugged: (chosen, used) => [chosen, ' ist nicht angeschlossen.', ...(used ? [' Bis zur Rückkehr wird ', used, ' benutzt.'] : [])],
  },
  'device-select': {
    nothing: { microphone: 'Hier gibt es kein Mikrofon auszuwählen.', camera: 'Hier gibt es keine Kamera auszuwählen.', speaker: 'Hier gibt es keinen Raum, für den ein Lautsprecher zu wählen wäre.' },
    oneSpeaker: 'Dieser Browser spielt Ton nur über den Standardlautsprecher ab.',
  },
  audio: {
    missing: { title: 'Der gewählte Lautsprecher ist nicht da.', advice: 'Der Ton kommt aus dem Standardlautsprecher, bis er zurück ist.' },
    denied: { title: 'Der gewählte Lautsprecher ist blockiert.', advice: 'Das Mikrofon auf dieser Seite erlauben: Browser geben Lautsprecher mit ihm frei.' },
    failed: { title: 'Der gewählte Lautsprecher startet nicht.', advice: 'Der Ton kommt aus dem Standardlautsprecher. Einen anderen auswählen.' },
    unsupported: { title: 'Dieser Browser spielt Ton nur über den Standardlautsprecher ab.', advice: 'Den Lautsprecher in den Systemeinstellungen auswählen.' },
  },
});

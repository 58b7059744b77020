import type { Grammar, Phrase } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const files = ({ number, plural }: Grammar): Vocabularies['files'] => {
  const whom = (names: Phrase): unknown => (names.length === 1 ? names[0] : `${number(names.length)} Personen`);
  const have = (n: number, of: number): string => `${number(n)} von ${number(of)} ${plural(n, { one: 'hat', other: 'haben' })} sie`;
  return {
    list: 'Dateien',
    happened: 'Was mit Dateien geschah',
    choose: 'Dateien auswählen',
    drop: 'Dateien hier ablegen',
    dropNow: 'Zum Senden loslassen',
    unnamed: 'Datei ohne Namen',
    goTo: (n) => (n === 0 ? 'Noch ist niemand sonst da.' : `Sie gehen direkt an ${n === 1 ? 'die andere Person' : `die ${number(n)} anderen`} hier.`),
    empty: { title: 'Noch keine Dateien.', advice: 'Dateien gehen an alle hier und werden nirgends aufbewahrt. Wer später kommt, bekommt sie nur, wenn sie noch einmal gesendet werden.' },
    outside: { title: 'Noch nicht im Raum.', advice: 'Dateien senden geht nach dem Beitreten.' },
    joining: { title: 'Beitreten…', advice: 'Dateien senden geht, sobald der Raum betreten ist.' },
    folder: { title: 'Ordner können nicht gesendet werden.', advice: 'Den Ordner als Zip-Datei packen oder die Dateien darin auswählen.' },

    sending: (file) => `${file} wird gesendet`,
    receiving: (file) => `${file} wird empfangen`,
    cancel: 'Abbrechen',
    remove: 'Aus der Liste entfernen',
    accept: 'Annehmen',
    decline: 'Ablehnen',
    save: 'Speichern',
    saveTo: 'Speichern unter…',
    tryAgain: 'Erneut versuchen',
    sendTo: (names) => ['An ', whom(names), ' senden'],
    amount: (done, total) => `${done} von ${total}`,
    left: (duration) => `noch ${duration}`,

    sent: (size, names) => (names.length ? [size, ' an ', whom(names)] : [size, ' an niemanden']),
    sentAnd: (size, names, outcome) => [size, ' an ', whom(names), '. ', outcome],
    haveIt: have,
    everyone: 'Alle haben sie',
    has: (person) => [person, ' hat sie'],
    youCancelled: 'Von mir abgebrochen',
    waiting: 'Wartet',
    reconnecting: 'Wird neu verbunden…',
    declined: 'Abgelehnt',
    gone: 'Gegangen',
    cancelled: 'Abgebrochen',
    stopped: 'Angehalten',
    takesNone: 'Nimmt gerade keine Dateien an',
    lost: 'Verbindung verloren',

    offered: (size, person) => [size, ', angeboten von ', person],
    from: (amount, person) => [amount, ' von ', person],
    received: (size, person) => [size, ' von ', person, ', empfangen'],
    saved: (size, person) => [size, ' von ', person, ', gespeichert'],
    youDeclinedIt: (size, person) => [size, ' von ', person, '. Von mir abgelehnt'],
    youCancelledIt: (size, person) => [size, ' von ', person, '. Von mir abgebrochen'],
    stoppedAt: (amount, person) => ['Angehalten bei ', amount, ' von ', person],
    personLeft: (person) => [person, ' ist gegangen. Nach der Rückkehr noch einmal darum bitten.'],
    revoked: (person) => [person, ' hat die Datei zurückgezogen. Um erneutes Senden bitten.'],
    youStopped: 'Der Raum wurde verlassen oder die Liste geschlossen. Noch einmal um die Datei bitten.',
    unwritable: 'Die Datei konnte nicht gespeichert werden. Platz schaffen oder einen anderen Ort wählen und noch einmal darum bitten.',
    badPlace: 'An diesem Ort kann nicht gespeichert werden. Einen anderen wählen.',

    saidReceived: (file, person) => [file, ' von ', person, ' empfangen'],
    saidSaved: (file, person) => [file, ' von ', person, ' gespeichert'],
    saidOffered: (file, person, size) => [person, ' bietet ', file, ' an, ', size],
    saidLost: (file, person) => [file, ' von ', person, ' ist nicht angekommen'],
    saidSent: (file) => [file, ' gesendet, alle haben die Datei'],
    saidUnsent: (file, n, of) => [file, `: ${have(n, of)}`],
  };
};

import type { Grammar, Phrase } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const status = ({ list, number, plural }: Grammar): Vocabularies['status'] => {
  const who = (names: Phrase): Phrase => list(names.length > 4 ? [...names.slice(0, 3), `${number(names.length - 3)} andere`] : names);
  const verb = (names: Phrase, one: string, other: string): string => plural(names.length, { one, other });
  return {
    happened: 'Was im Raum geschieht',
    here: (names) => [...who(names), ` ${verb(names, 'ist', 'sind')} hier.`],
    joined: (names) => [...who(names), ` ${verb(names, 'ist', 'sind')} dazugekommen.`],
    left: (names) => [...who(names), ` ${verb(names, 'ist', 'sind')} gegangen.`],
    reconnecting: (names) => ['Die Verbindung zu ', ...who(names), ' wird wiederhergestellt.'],
    back: (names) => [...who(names), ` ${verb(names, 'ist', 'sind')} wieder da.`],
    lost: (names) => ['Die Verbindung zu ', ...who(names), ' ist abgerissen. Neu beitreten bringt sie zurück.'],
    shares: (names) => [...who(names), ` ${verb(names, 'teilt den', 'teilen ihre')} Bildschirm${verb(names, '', 'e')}.`],
    sharesNoMore: (names) => [...who(names), ` ${verb(names, 'teilt', 'teilen')} keinen Bildschirm mehr.`],
    signalingBack: () => ['Die Signalisierung ist wieder da. Neue können beitreten.'],
    youLeft: ([room]) => (room ? ['Raum ', room, ' verlassen.'] : ['Raum verlassen.']),

    youAreOffline: { title: 'Offline.', advice: 'Die Verbindung wird wiederhergestellt, sobald das Netz zurück ist.' },
    signalingOffline: { title: 'Die Signalisierung ist offline.', advice: 'Das Gespräch geht weiter. Neue können beitreten, sobald sie wieder da ist.' },
    signalingOfflineAlone: { title: 'Die Signalisierung ist offline.', advice: 'Neue können beitreten, sobald sie wieder da ist.' },
    noPath: (names) => ['Kein Weg zu ', ...who(names), '.'],
    noRelay: 'Beide Netze sperren direkte Verbindungen, und diese Seite hat kein Relay.',
    relaySilent: 'Beide Netze sperren direkte Verbindungen, und das Relay dieser Seite antwortet nicht.',
  };
};

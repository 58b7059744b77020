import type { Grammar, Phrase } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const status = ({ list, number, plural }: Grammar): Vocabularies['status'] => {
  const who = (names: Phrase): Phrase => list(names.length > 4 ? [...names.slice(0, 3), `${number(names.length - 3)} más`] : names);
  const verb = (names: Phrase, one: string, other: string): string => plural(names.length, { one, other });
  return {
    happened: 'Qué pasa en la sala',
    here: (names) => [...who(names), ` ${verb(names, 'está', 'están')} aquí.`],
    joined: (names) => [...who(names), ` ${verb(names, 'entró', 'entraron')}.`],
    left: (names) => [...who(names), ` ${verb(names, 'salió', 'salieron')}.`],
    reconnecting: (names) => ['Reconectando con ', ...who(names), '.'],
    back: (names) => [...who(names), ` ${verb(names, 'ha vuelto', 'han vuelto')}.`],
    lost: (names) => ['Se perdió la conexión con ', ...who(names), '. Volverán al entrar de nuevo.'],
    shares: (names) => [...who(names), ` ${verb(names, 'comparte su pantalla', 'comparten sus pantallas')}.`],
    sharesNoMore: (names) => [...who(names), ` ya no ${verb(names, 'comparte', 'comparten')} pantalla.`],
    signalingBack: () => ['La señalización ha vuelto. Puede entrar más gente.'],
    youLeft: ([room]) => ['Saliste de ', room ?? 'la sala', '.'],

    youAreOffline: { title: 'No tienes conexión.', advice: 'Se reconectará en cuanto vuelva la red.' },
    signalingOffline: { title: 'La señalización está desconectada.', advice: 'La llamada continúa. Podrá entrar más gente cuando vuelva.' },
    signalingOfflineAlone: { title: 'La señalización está desconectada.', advice: 'Podrá entrar más gente cuando vuelva.' },
    noPath: (names) => ['No hay camino hasta ', ...who(names), '.'],
    noRelay: 'Ambas redes bloquean las llamadas directas y esta página no tiene relé.',
    relaySilent: 'Ambas redes bloquean las llamadas directas y el relé de esta página no responde.',
  };
};

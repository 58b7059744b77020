import type { Grammar, Phrase } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const files = ({ number, plural }: Grammar): Vocabularies['files'] => {
  const whom = (names: Phrase): unknown => (names.length === 1 ? names[0] : `${number(names.length)} personas`);
  const have = (n: number, of: number): string => `${number(n)} de ${number(of)} ${plural(n, { one: 'lo tiene', other: 'lo tienen' })}`;
  return {
    list: 'Archivos',
    happened: 'Qué pasó con los archivos',
    choose: 'Elegir archivos',
    drop: 'Suelta archivos aquí',
    dropNow: 'Suelta para enviar',
    unnamed: 'Archivo sin nombre',
    goTo: (n) => (n === 0 ? 'Solo estás tú.' : `Van directamente a ${n === 1 ? 'la otra persona' : `las otras ${number(n)} personas`} de aquí.`),
    empty: { title: 'Aún no hay archivos.', advice: 'Los archivos llegan a todos los que están aquí y no se guardan en ningún sitio. Quien entra después solo los recibe si los vuelves a enviar.' },
    outside: { title: 'No estás en la sala.', advice: 'Podrás enviar archivos cuando entres.' },
    joining: { title: 'Entrando…', advice: 'Podrás enviar archivos cuando estés en la sala.' },
    folder: { title: 'No se pueden enviar carpetas.', advice: 'Comprímela en un archivo zip o elige los archivos que contiene.' },

    sending: (file) => `Enviando ${file}`,
    receiving: (file) => `Recibiendo ${file}`,
    cancel: 'Cancelar',
    remove: 'Quitar de la lista',
    accept: 'Aceptar',
    decline: 'Rechazar',
    save: 'Guardar',
    saveTo: 'Guardar en…',
    tryAgain: 'Reintentar',
    sendTo: (names) => ['Enviar a ', whom(names)],
    amount: (done, total) => `${done} de ${total}`,
    left: (duration) => `quedan ${duration}`,

    sent: (size, names) => (names.length ? [size, ' para ', whom(names)] : [size, ' para nadie']),
    sentAnd: (size, names, outcome) => [size, ' para ', whom(names), '. ', outcome],
    haveIt: have,
    everyone: 'Todos lo tienen',
    has: (person) => [person, ' lo tiene'],
    youCancelled: 'Lo cancelaste',
    waiting: 'En espera',
    reconnecting: 'Reconectando…',
    declined: 'Rechazado',
    gone: 'Ya no está',
    cancelled: 'Cancelado',
    stopped: 'Detenido',
    takesNone: 'Ahora no acepta archivos',
    lost: 'Conexión perdida',

    offered: (size, person) => [size, ', lo ofrece ', person],
    from: (amount, person) => [amount, ' de ', person],
    received: (size, person) => [size, ' de ', person, ', recibido'],
    saved: (size, person) => [size, ' de ', person, ', guardado'],
    youDeclinedIt: (size, person) => [size, ' de ', person, '. Lo rechazaste'],
    youCancelledIt: (size, person) => [size, ' de ', person, '. Lo cancelaste'],
    stoppedAt: (amount, person) => ['Detenido en ', amount, ', de ', person],
    personLeft: (person) => [person, ' se fue. Pídelo otra vez cuando vuelva.'],
    revoked: (person) => [person, ' lo retiró. Pídele que lo envíe otra vez.'],
    youStopped: 'Saliste o cerraste la lista. Pídelo otra vez.',
    unwritable: 'No se pudo guardar en el disco. Libera espacio o elige otro lugar, y pídelo otra vez.',
    badPlace: 'No se puede guardar en ese lugar. Elige otro.',

    saidReceived: (file, person) => [file, ' de ', person, ', recibido'],
    saidSaved: (file, person) => [file, ' de ', person, ', guardado'],
    saidOffered: (file, person, size) => [person, ' ofrece ', file, ', ', size],
    saidLost: (file, person) => [file, ' de ', person, ' no llegó'],
    saidSent: (file) => [file, ' enviado, todos lo tienen'],
    saidUnsent: (file, n, of) => [file, `: ${have(n, of)}`],
  };
};

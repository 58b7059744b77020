import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const conference = ({ number }: Grammar): Vocabularies['conference'] => ({
  call: 'Llamada',
  panel: 'Panel lateral',
  panels: 'Paneles',
  close: 'Cerrar el panel',
  chat: 'Chat',
  files: 'Archivos',
  people: 'Personas',
  invite: 'Invitar',
  stats: 'Estadísticas',
  unread: (name, n) => `${name}, ${number(n)} sin leer`,
  fresh: (name) => `${name}, hay algo nuevo`,
  here: (n) => `${number(n)} aquí`,
  left: { title: 'Has salido de la llamada.', advice: 'Los demás te han visto salir.' },
  outside: { title: 'No estás en la llamada.', advice: 'La cámara y el micrófono se encienden al entrar.' },
  join: 'Entrar',
  rejoin: 'Volver a entrar',
});

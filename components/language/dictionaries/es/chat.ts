import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const chat = ({ number, plural }: Grammar): Vocabularies['chat'] => ({
  messages: 'Mensajes',
  newMessages: 'Mensajes nuevos',
  message: 'Mensaje',
  placeholder: 'Mensaje para todos',
  send: 'Enviar',
  today: 'Hoy',
  yesterday: 'Ayer',
  unread: 'Nuevos',
  jump: (n) => `${number(n)} ${plural(n, { one: 'mensaje nuevo', other: 'mensajes nuevos' })}`,
  passedOnBy: (person) => ['Mensajes anteriores, transmitidos por ', person],

  sent: 'Enviado',
  delivered: 'Entregado',
  deliveredTo: (n, of) => `Entregado a ${number(n)} de ${number(of)}`,
  notDelivered: 'No entregado',
  nobodyHere: 'No había nadie más',
  tryAgain: 'Reintentar',

  left: (n) => plural(n, { one: `Queda ${number(n)} carácter`, other: `Quedan ${number(n)} caracteres` }),
  tooLong: (length, most) => `Demasiado largo: ${number(length)} de un máximo de ${number(most)} caracteres. Acórtalo para enviarlo.`,

  empty: { title: 'Aún no hay mensajes.', advice: 'Los mensajes llegan a todos los que están aquí. Quien entra después recibe los últimos de alguien que esté entonces. Ningún servidor los guarda.' },
  outside: { title: 'No estás en la sala.', advice: 'Podrás escribir cuando entres.' },
  joining: { title: 'Entrando…', advice: 'Podrás escribir cuando estés en la sala.' },
});

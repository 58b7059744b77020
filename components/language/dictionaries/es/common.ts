import type { Device } from '../../../words.js';
import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

const THE: Record<Device, string> = { camera: 'La cámara', microphone: 'El micrófono', both: 'La cámara y el micrófono', screen: 'La pantalla' };
const BLOCKED: Record<Device, string> = { camera: 'está bloqueada', microphone: 'está bloqueado', both: 'están bloqueados', screen: 'está bloqueada' };
const NO: Record<Device, string> = { camera: 'ninguna cámara', microphone: 'ningún micrófono', both: 'ni cámara ni micrófono', screen: 'ninguna pantalla' };
const IN_USE: Record<Device, string> = { camera: 'la cámara', microphone: 'el micrófono', both: 'la cámara o el micrófono', screen: 'la pantalla' };

export const common = ({ list }: Grammar): Vocabularies['common'] => ({
  you: 'Tú',
  guest: 'Invitado',
  people: 'Personas en esta sala',
  ownScreen: 'Tu pantalla',
  reconnectingTo: (names) => ['Reconectando con ', ...list(names), '.'],
  whyPoor: {
    'packet loss': 'Se pierden datos por el camino',
    'slow network': 'La red es lenta',
    'long delay': 'Mucho retardo',
    'unsteady network': 'La red es inestable',
    'busy computer': 'Este dispositivo está sobrecargado',
  },
  tryAgain: 'Reintentar',
  playSound: 'Activar el sonido',
  soundHeld: { title: 'El navegador está reteniendo el sonido.', advice: '' },

  noRoom: { title: 'Aquí no hay ninguna sala.', advice: 'Pon este elemento dentro de un peerix-room, o indica uno con el atributo for.' },
  outside: { title: 'No estás en la sala.', advice: 'Las personas aparecerán aquí cuando entres.' },
  joining: { title: 'Entrando…', advice: 'Las personas aparecen aquí a medida que se conectan.' },
  unreachable: { title: 'Todavía no se puede contactar con nadie.', advice: 'El servidor de señalización no responde. Se sigue intentando.' },
  alone: { title: 'Solo estás tú.', advice: 'Quien abra este enlace entra en la llamada.' },
  aloneOffline: { title: 'Solo estás tú.', advice: 'La señalización está desconectada. Podrá entrar más gente cuando vuelva.' },
  nothingShared: { title: 'Nadie comparte nada todavía.', advice: 'Las cámaras y pantallas aparecen aquí.' },
  rejected: { title: 'No te han dejado entrar.', advice: 'La sala rechazó la solicitud.' },
  full: { title: 'Esta sala está llena.', advice: 'Las plazas son limitadas porque todos se conectan con todos.' },
  insecure: { title: 'Esta página necesita HTTPS.', advice: 'Los navegadores solo permiten llamadas seguras en páginas seguras.' },

  insecureMedia: { title: 'Esta página necesita HTTPS.', advice: 'Los navegadores solo prestan la cámara y el micrófono a páginas seguras.' },
  unsupportedMedia: (device) => ({ title: `Este navegador no presta ${NO[device]} a las páginas web.`, advice: 'Abre esta página en otro navegador.' }),
  denied: (device) => ({
    title: `${THE[device]} ${BLOCKED[device]}.`,
    advice: device === 'screen'
      ? 'Elige una pantalla o ventana para compartir, o permite compartir en los ajustes del sistema.'
      : `Abre los ajustes del sitio junto a la dirección, permite ${device === 'both' ? 'ambos' : 'el acceso'} y vuelve a intentarlo.`,
  }),
  missing: (device) => ({ title: `No se encontró ${NO[device]}.`, advice: 'Conecta el dispositivo y aparecerá aquí.' }),
  inUse: (device) => ({ title: `Otro programa está usando ${IN_USE[device]}.`, advice: 'Ciérralo allí y vuelve a intentarlo.' }),
  failed: (device) => ({
    title: `${THE[device]} no ${device === 'both' ? 'arrancan' : 'arranca'}.`,
    advice: 'Desconecta y vuelve a conectar el dispositivo, o reinicia el navegador, y vuelve a intentarlo.',
  }),
  stillInRoom: 'Sigues viendo y oyendo a los demás.',
});

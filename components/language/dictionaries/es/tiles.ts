import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const tiles = ({ number }: Grammar): Pick<Vocabularies, 'tile' | 'remoteStreams'> => ({
  tile: {
    screen: 'pantalla',
    muted: 'Silenciado',
    cameraOff: 'Cámara desactivada',
    speaking: 'Habla',
    pinned: 'Fijado',
    reconnecting: 'Reconectando…',
    poor: 'Mala conexión',
    lost: 'Conexión perdida',
    playSound: 'Activar el sonido',
    pin: 'Fijar',
    fullScreen: 'Pantalla completa',
    pictureInPicture: 'Ventana pequeña',
    toolOf: (tool, name) => `${tool}: ${name}`,
    more: 'Más',
  },
  remoteStreams: {
    pages: 'Páginas',
    previous: 'Página anterior',
    next: 'Página siguiente',
    page: (n, of) => `Página ${number(n)} de ${number(of)}`,
    pageShort: (n, of) => `${number(n)} / ${number(of)}`,
    others: (n) => `+${number(n)}`,
    showOthers: (n) => `Mostrar ${number(n)} más`,
  },
});

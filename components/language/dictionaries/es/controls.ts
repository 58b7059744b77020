import type { Vocabularies } from '../../vocabularies.js';

export const controls = (): Pick<Vocabularies, 'toggle' | 'controls' | 'leave' | 'devices' | 'device-select' | 'audio'> => ({
  toggle: {
    name: { microphone: 'Micrófono', camera: 'Cámara', screen: 'Compartir pantalla' },
    withShortcut: (name, key) => `${name} (${key})`,
    starting: {
      microphone: 'El micrófono se está activando. Si el navegador pregunta, permítelo.',
      camera: 'La cámara se está activando. Si el navegador pregunta, permítelo.',
      screen: 'El navegador pregunta qué compartir.',
    },
    unavailable: {
      microphone: 'Aquí no hay ningún micrófono que activar. Pon un peerix-local-media en la sala.',
      camera: 'Aquí no hay ninguna cámara que activar. Pon un peerix-local-media en la sala.',
      screen: 'Aquí no hay ninguna sala en la que compartir una pantalla.',
    },
  },
  controls: { label: 'Controles de la llamada', more: 'Más' },
  leave: { leave: 'Salir', outside: 'No estás en la sala.' },
  devices: {
    choose: { microphone: 'Elegir micrófono', camera: 'Elegir cámara', speaker: 'Elegir altavoz' },
    automatic: { microphone: 'Micrófono predeterminado', camera: 'Cámara predeterminada', speaker: 'Altavoz predeterminado' },
    chosen: { microphone: 'El micrófono elegido', camera: 'La cámara elegida', speaker: 'El altavoz elegido' },
    unnamed: { microphone: (n) => `Micrófono ${n}`, camera: (n) => `Cámara ${n}`, speaker: (n) => `Altavoz ${n}` },
    unplugged: (chosen, used) => ['Desconectado: ', chosen, '.', ...(used ? [' Hasta que vuelva se usa ', used, '.'] : [])],
  },
  'device-select': {
    nothing: { microphone: 'Aquí no hay micrófono que elegir.', camera: 'Aquí no hay cámara que elegir.', speaker: 'Aquí no hay sala para la que elegir un altavoz.' },
    oneSpeaker: 'Este navegador solo reproduce el sonido en el altavoz predeterminado.',
  },
  audio: {
    missing: { title: 'El altavoz elegido no está.', advice: 'El sonido sale por el predeterminado hasta que vuelva.' },
    denied: { title: 'El altavoz elegido está bloqueado.', advice: 'Permite el micrófono en esta página: los navegadores prestan los altavoces con él.' },
    failed: { title: 'El altavoz elegido no arranca.', advice: 'El sonido sale por el predeterminado. Elige otro.' },
    unsupported: { title: 'Este navegador solo reproduce el sonido en el altavoz predeterminado.', advice: 'Elige el altavoz en los ajustes del sistema.' },
  },
});

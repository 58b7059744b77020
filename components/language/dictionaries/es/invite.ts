import type { Vocabularies } from '../../vocabularies.js';

export const invite: Vocabularies['invite'] = {
  link: 'Enlace de invitación',
  copy: 'Copiar enlace',
  copied: 'Copiado',
  saidCopied: 'Enlace copiado.',
  denied: 'El navegador no permite que esta página copie. El enlace está seleccionado: cópialo tú.',
  share: 'Compartir…',
  notShared: 'No se pudo compartir el enlace. Cópialo en su lugar.',
  showCode: 'Código QR',
  code: 'Código QR del enlace de invitación',
  tooLong: 'Este enlace es demasiado largo para un código QR. Cópialo en su lugar.',
  notLoaded: 'No se pudo cargar el código QR. Ciérralo y ábrelo de nuevo.',
};

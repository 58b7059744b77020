import type { Vocabularies } from '../../vocabularies.js';

export const invite: Vocabularies['invite'] = {
  link: 'Einladungslink',
  copy: 'Link kopieren',
  copied: 'Kopiert',
  saidCopied: 'Link kopiert.',
  denied: 'Der Browser lässt diese Seite nicht kopieren. Der Link ist markiert und kann von Hand kopiert werden.',
  share: 'Teilen…',
  notShared: 'Der Link konnte nicht geteilt werden. Er lässt sich stattdessen kopieren.',
  showCode: 'QR-Code',
  code: 'QR-Code des Einladungslinks',
  tooLong: 'Dieser Link ist zu lang für einen QR-Code. Er lässt sich stattdessen kopieren.',
  notLoaded: 'Der QR-Code konnte nicht geladen werden. Schließen und noch einmal öffnen.',
};

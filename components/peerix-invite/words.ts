import { vocabulary } from '../language/vocabulary.js';

/** Every word that the invitation shows. */
export const inviteWords = vocabulary('invite', {
  link: 'Invite link',
  copy: 'Copy link',
  copied: 'Copied',
  saidCopied: 'Link copied.',
  denied: 'The browser does not let this page copy. The link is selected: copy it yourself.',
  share: 'Share…',
  notShared: 'The link could not be shared. Copy it instead.',
  showCode: 'QR code',
  code: 'QR code of the invite link',
  tooLong: 'This link is too long for a QR code. Copy it instead.',
  notLoaded: 'The QR code could not be loaded. Close it and open it again.',
});

import type { Vocabularies } from '../../vocabularies.js';

export const invite: Vocabularies['invite'] = {
  link: 'رابط الدعوة',
  copy: 'نسخ الرابط',
  copied: 'تم النسخ',
  saidCopied: 'تم نسخ الرابط.',
  denied: 'المتصفح لا يسمح لهذه الصفحة بالنسخ. الرابط محدَّد، فانسخه بنفسك.',
  share: 'مشاركة…',
  notShared: 'تعذّرت مشاركة الرابط. انسخه بدلًا من ذلك.',
  showCode: 'رمز QR',
  code: 'رمز QR لرابط الدعوة',
  tooLong: 'هذا الرابط أطول من أن يتسع له رمز QR. انسخه بدلًا من ذلك.',
  notLoaded: 'تعذّر تحميل رمز QR. أغلقه ثم افتحه مرة أخرى.',
};

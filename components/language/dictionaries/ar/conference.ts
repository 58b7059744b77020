import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const conference = ({ number }: Grammar): Vocabularies['conference'] => ({
  call: 'المكالمة',
  panel: 'اللوحة الجانبية',
  panels: 'اللوحات',
  close: 'إغلاق اللوحة',
  chat: 'الدردشة',
  files: 'الملفات',
  people: 'الأشخاص',
  invite: 'دعوة',
  stats: 'الإحصاءات',
  unread: (name, n) => `${name}، غير مقروءة: ${number(n)}`,
  fresh: (name) => `${name}، يوجد جديد`,
  here: (n) => `هنا: ${number(n)}`,
  left: { title: 'غادرت المكالمة.', advice: 'رآك الآخرون تغادر.' },
  outside: { title: 'أنت لست في المكالمة.', advice: 'تبدأ الكاميرا والميكروفون عند انضمامك.' },
  join: 'انضمام',
  rejoin: 'انضمام من جديد',
});

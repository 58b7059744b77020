import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const tiles = ({ number }: Grammar): Pick<Vocabularies, 'tile' | 'remoteStreams'> => ({
  tile: {
    screen: 'الشاشة',
    muted: 'مكتوم الصوت',
    cameraOff: 'الكاميرا مغلقة',
    speaking: 'يتحدث',
    pinned: 'مثبّت',
    reconnecting: 'جارٍ إعادة الاتصال…',
    poor: 'اتصال ضعيف',
    lost: 'انقطع الاتصال',
    playSound: 'تشغيل الصوت',
    pin: 'تثبيت',
    fullScreen: 'ملء الشاشة',
    pictureInPicture: 'نافذة صغيرة',
    toolOf: (tool, name) => `${tool}: ${name}`,
    more: 'المزيد',
  },
  remoteStreams: {
    pages: 'الصفحات',
    previous: 'الصفحة السابقة',
    next: 'الصفحة التالية',
    page: (n, of) => `الصفحة ${number(n)} من ${number(of)}`,
    pageShort: (n, of) => `${number(n)} / ${number(of)}`,
    others: (n) => `+${number(n)}`,
    showOthers: (n) => `عرض ${number(n)} آخرين`,
  },
});

import type { Vocabularies } from '../../vocabularies.js';

export const controls = (): Pick<Vocabularies, 'toggle' | 'controls' | 'leave' | 'devices' | 'device-select' | 'audio'> => ({
  toggle: {
    name: { microphone: 'الميكروفون', camera: 'الكاميرا', screen: 'مشاركة الشاشة' },
    withShortcut: (name, key) => `${name} (${key})`,
    starting: {
      microphone: 'جارٍ تشغيل الميكروفون. إذا سأل المتصفح فاسمح بذلك.',
      camera: 'جارٍ تشغيل الكاميرا. إذا سأل المتصفح فاسمح بذلك.',
      screen: 'يسأل المتصفح عمّا تريد مشاركته.',
    },
    unavailable: {
      microphone: 'لا يوجد ميكروفون للتحكم فيه هنا. ضع peerix-local-media في الغرفة.',
      camera: 'لا توجد كاميرا للتحكم فيها هنا. ضع peerix-local-media في الغرفة.',
      screen: 'لا توجد غرفة هنا لمشاركة الشاشة فيها.',
    },
  },
  controls: { label: 'عناصر التحكم في المكالمة', more: 'المزيد' },
  leave: { leave: 'مغادرة', outside: 'أنت لست في الغرفة.' },
  devices: {
    choose: { microphone: 'اختيار الميكروفون', camera: 'اختيار الكاميرا', speaker: 'اختيار مكبر الصوت' },
    automatic: { microphone: 'الميكروفون الافتراضي', camera: 'الكاميرا الافتراضية', speaker: 'مكبر الصوت الافتراضي' },
    chosen: { microphone: 'الميكروفون المختار', camera: 'الكاميرا المختارة', speaker: 'مكبر الصوت المختار' },
    unnamed: { microphone: (n) => `ميكروفون ${n}`, camera: (n) => `كاميرا ${n}`, speaker: (n) => `مكبر صوت ${n}` },
    unplugged: (chosen, used) => ['غير موصول: ', chosen, '.', ...(used ? [' يُستخدم ', used, ' حتى عودته.'] : [])],
  },
  'device-select': {
    nothing: { microphone: 'لا يوجد هنا ميكروفون للاختيار.', camera: 'لا توجد هنا كاميرا للاختيار.', speaker: 'لا توجد هنا غرفة لاختيار مكبر صوت لها.' },
    oneSpeaker: 'هذا المتصفح يشغّل الصوت على مكبر الصوت الافتراضي فقط.',
  },
  audio: {
    missing: { title: 'مكبر الصوت المختار غير موجود.', advice: 'يصدر الصوت من المكبر الافتراضي حتى عودته.' },
    denied: { title: 'مكبر الصوت المختار محظور.', advice: 'اسمح بالميكروفون في هذه الصفحة: تتيح المتصفحات مكبرات الصوت معه.' },
    failed: { title: 'مكبر الصوت المختار لا يعمل.', advice: 'يصدر الصوت من المكبر الافتراضي. اختر مكبرًا آخر.' },
    unsupported: { title: 'هذا المتصفح يشغّل الصوت على مكبر الصوت الافتراضي فقط.', advice: 'اختر مكبر الصوت في إعدادات النظام.' },
  },
});

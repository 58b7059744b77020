import type { Device } from '../../../words.js';
import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

const THE: Record<Device, string> = { camera: 'الكاميرا', microphone: 'الميكروفون', both: 'الكاميرا والميكروفون', screen: 'الشاشة' };
const BLOCKED: Record<Device, string> = { camera: 'محظورة', microphone: 'محظور', both: 'محظوران', screen: 'محظورة' };
const A: Record<Device, string> = { camera: 'كاميرا', microphone: 'ميكروفون', both: 'كاميرا أو ميكروفون', screen: 'شاشة' };
const IN_USE: Record<Device, string> = { camera: 'الكاميرا', microphone: 'الميكروفون', both: 'الكاميرا أو الميكروفون', screen: 'الشاشة' };
const NOT_STARTED: Record<Device, string> = {
  camera: 'لم تعمل الكاميرا.', microphone: 'لم يعمل الميكروفون.', both: 'لم تعمل الكاميرا والميكروفون.', screen: 'لم تعمل الشاشة.',
};

export const common = ({ list }: Grammar): Vocabularies['common'] => ({
  you: 'أنت',
  guest: 'ضيف',
  people: 'الأشخاص في هذه الغرفة',
  ownScreen: 'شاشتك',
  reconnectingTo: (names) => ['جارٍ إعادة الاتصال مع ', ...list(names), '.'],
  whyPoor: {
    'packet loss': 'تضيع بيانات في الطريق',
    'slow network': 'الشبكة بطيئة',
    'long delay': 'تأخير طويل',
    'unsteady network': 'الشبكة غير مستقرة',
    'busy computer': 'هذا الجهاز مشغول',
  },
  tryAgain: 'إعادة المحاولة',
  playSound: 'تشغيل الصوت',
  soundHeld: { title: 'المتصفح يوقف الصوت.', advice: '' },

  noRoom: { title: 'لا توجد غرفة هنا.', advice: 'ضع هذا العنصر داخل peerix-room أو حدّد غرفة بالسمة for.' },
  outside: { title: 'أنت لست في الغرفة.', advice: 'سيظهر الأشخاص هنا بعد انضمامك.' },
  joining: { title: 'جارٍ الانضمام…', advice: 'يظهر الأشخاص هنا عند اتصالهم.' },
  unreachable: { title: 'لا يمكن الوصول إلى أحد بعد.', advice: 'خادم الإشارة لا يجيب. تستمر المحاولة.' },
  alone: { title: 'لا أحد هنا سواك.', advice: 'كل من يفتح هذا الرابط ينضم إلى المكالمة.' },
  aloneOffline: { title: 'لا أحد هنا سواك.', advice: 'خادم الإشارة غير متصل. يمكن لآخرين الانضمام عند عودته.' },
  nothingShared: { title: 'لا أحد يشارك شيئًا بعد.', advice: 'تظهر الكاميرات والشاشات هنا.' },
  rejected: { title: 'لم يُسمح لك بالدخول.', advice: 'رفضت الغرفة الطلب.' },
  full: { title: 'هذه الغرفة ممتلئة.', advice: 'عدد الأماكن محدود لأن الجميع يتصلون بالجميع.' },
  insecure: { title: 'هذه الصفحة تحتاج إلى HTTPS.', advice: 'لا تسمح المتصفحات بالمكالمات الآمنة إلا للصفحات الآمنة.' },

  insecureMedia: { title: 'هذه الصفحة تحتاج إلى HTTPS.', advice: 'لا تتيح المتصفحات الكاميرا والميكروفون إلا للصفحات الآمنة.' },
  unsupportedMedia: (device) => ({ title: `هذا المتصفح لا يتيح ${IN_USE[device]} لصفحات الويب.`, advice: 'افتح هذه الصفحة في متصفح آخر.' }),
  denied: (device) => ({
    title: `${THE[device]} ${BLOCKED[device]}.`,
    advice: device === 'screen'
      ? 'اختر شاشة أو نافذة للمشاركة، أو اسمح بالمشاركة في إعدادات النظام.'
      : `افتح إعدادات الموقع بجانب العنوان، واسمح ${device === 'both' ? 'بكليهما' : 'بالوصول'}، ثم حاول مرة أخرى.`,
  }),
  missing: (device) => ({ title: `لم يُعثر على ${A[device]}.`, advice: 'وصّل الجهاز وسيظهر هنا.' }),
  inUse: (device) => ({ title: `برنامج آخر يستخدم ${IN_USE[device]}.`, advice: 'أغلقه هناك ثم حاول مرة أخرى.' }),
  failed: (device) => ({ title: NOT_STARTED[device], advice: 'افصل الجهاز ثم أعد توصيله، أو أعد تشغيل المتصفح، ثم حاول مرة أخرى.' }),
  stillInRoom: 'ما زلت ترى الآخرين وتسمعهم.',
});

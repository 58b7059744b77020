import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const chat = ({ number, plural }: Grammar): Vocabularies['chat'] => {
  const characters = (n: number): string => plural(n, {
    one: 'حرف واحد', two: 'حرفان', few: `${number(n)} أحرف`, many: `${number(n)} حرفًا`, other: `${number(n)} حرف`,
  });
  return {
    messages: 'الرسائل',
    newMessages: 'رسائل جديدة',
    message: 'رسالة',
    placeholder: 'رسالة إلى الجميع',
    send: 'إرسال',
    today: 'اليوم',
    yesterday: 'أمس',
    unread: 'جديد',
    jump: (n) => plural(n, {
      one: 'رسالة جديدة واحدة', two: 'رسالتان جديدتان', few: `${number(n)} رسائل جديدة`, many: `${number(n)} رسالة جديدة`, other: `${number(n)} رسالة جديدة`,
    }),
    passedOnBy: (person) => ['رسائل سابقة نقلها ', person],

    sent: 'أُرسلت',
    delivered: 'وصلت',
    deliveredTo: (n, of) => `وصلت إلى ${number(n)} من ${number(of)}`,
    notDelivered: 'لم تصل',
    nobodyHere: 'لم يكن هنا أحد غيرك',
    tryAgain: 'إعادة المحاولة',

    left: (n) => `المتبقي: ${characters(n)}`,
    tooLong: (length, most) => `الرسالة طويلة جدًا: ${number(length)} من ${number(most)} حرف كحد أقصى. اختصرها لإرسالها.`,

    empty: { title: 'لا رسائل بعد.', advice: 'تصل الرسائل إلى كل من هنا. ومن ينضم لاحقًا تصله الأخيرة منها ممن يكون هنا حينها. لا يحفظها أي خادم.' },
    outside: { title: 'أنت لست في الغرفة.', advice: 'يمكنك الكتابة بعد انضمامك.' },
    joining: { title: 'جارٍ الانضمام…', advice: 'يمكنك الكتابة عند دخولك الغرفة.' },
  };
};

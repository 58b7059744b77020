import type { Grammar, Phrase } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const files = ({ number, plural }: Grammar): Vocabularies['files'] => {
  const people = (n: number): string => plural(n, {
    one: 'شخص واحد', two: 'شخصين', few: `${number(n)} أشخاص`, many: `${number(n)} شخصًا`, other: `${number(n)} شخص`,
  });
  const whom = (names: Phrase): unknown => (names.length === 1 ? names[0] : people(names.length));
  const have = (n: number, of: number): string => `وصل إلى ${number(n)} من ${number(of)}`;
  return {
    list: 'الملفات',
    happened: 'ما حدث للملفات',
    choose: 'اختيار ملفات',
    drop: 'أفلت الملفات هنا',
    dropNow: 'أفلت للإرسال',
    unnamed: 'ملف بلا اسم',
    goTo: (n) => (n === 0 ? 'لا أحد هنا سواك.' : `تذهب مباشرة إلى ${n === 1 ? 'الشخص الآخر' : `الآخرين (${number(n)})`} هنا.`),
    empty: { title: 'لا ملفات بعد.', advice: 'تصل الملفات إلى كل من هنا ولا تُحفظ في أي مكان. ومن ينضم لاحقًا لا تصله إلا إذا أرسلتها مرة أخرى.' },
    outside: { title: 'أنت لست في الغرفة.', advice: 'يمكنك إرسال الملفات بعد انضمامك.' },
    joining: { title: 'جارٍ الانضمام…', advice: 'يمكنك إرسال الملفات عند دخولك الغرفة.' },
    folder: { title: 'لا يمكن إرسال المجلدات.', advice: 'اضغط المجلد في ملف zip أو اختر الملفات التي بداخله.' },

    sending: (file) => `جارٍ إرسال ${file}`,
    receiving: (file) => `جارٍ استلام ${file}`,
    cancel: 'إلغاء',
    remove: 'إزالة من القائمة',
    accept: 'قبول',
    decline: 'رفض',
    save: 'حفظ',
    saveTo: 'حفظ في…',
    tryAgain: 'إعادة المحاولة',
    sendTo: (names) => ['إرسال إلى ', whom(names)],
    amount: (done, total) => `${done} من ${total}`,
    left: (duration) => `المتبقي ${duration}`,

    sent: (size, names) => (names.length ? [size, ' إلى ', whom(names)] : [size, '، لم يكن هنا أحد']),
    sentAnd: (size, names, outcome) => [size, ' إلى ', whom(names), '. ', outcome],
    haveIt: have,
    everyone: 'وصل إلى الجميع',
    has: (person) => ['وصل إلى ', person],
    youCancelled: 'ألغيته',
    waiting: 'في الانتظار',
    reconnecting: 'جارٍ إعادة الاتصال…',
    declined: 'رُفض',
    gone: 'غادر',
    cancelled: 'أُلغي',
    stopped: 'توقف',
    takesNone: 'لا يستقبل ملفات الآن',
    lost: 'انقطع الاتصال',

    offered: (size, person) => [size, '، يعرضه ', person],
    from: (amount, person) => [amount, ' من ', person],
    received: (size, person) => [size, ' من ', person, '، تم الاستلام'],
    saved: (size, person) => [size, ' من ', person, '، تم الحفظ'],
    youDeclinedIt: (size, person) => [size, ' من ', person, '. رفضته'],
    youCancelledIt: (size, person) => [size, ' من ', person, '. ألغيته'],
    stoppedAt: (amount, person) => ['توقف عند ', amount, '، من ', person],
    personLeft: (person) => ['غادر ', person, '. اطلبه مرة أخرى عند عودته.'],
    revoked: (person) => ['سحبه ', person, '. اطلب إرساله مرة أخرى.'],
    youStopped: 'غادرت الغرفة أو أغلقت القائمة. اطلبه مرة أخرى.',
    unwritable: 'تعذّر الحفظ على القرص. أفرغ بعض المساحة أو اختر مكانًا آخر، ثم اطلبه مرة أخرى.',
    badPlace: 'لا يمكن الحفظ في هذا المكان. اختر مكانًا آخر.',

    saidReceived: (file, person) => ['تم استلام ', file, ' من ', person],
    saidSaved: (file, person) => ['تم حفظ ', file, ' من ', person],
    saidOffered: (file, person, size) => ['يعرض ', person, ' الملف ', file, '، ', size],
    saidLost: (file, person) => ['لم يصل ', file, ' من ', person],
    saidSent: (file) => ['أُرسل ', file, ' ووصل إلى الجميع'],
    saidUnsent: (file, n, of) => [file, `: ${have(n, of)}`],
  };
};

import type { Grammar, Phrase } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const status = ({ list, number, plural }: Grammar): Vocabularies['status'] => {
  const others = (n: number): string => plural(n, { two: 'شخصان آخران', few: `${number(n)} أشخاص آخرين`, many: `${number(n)} شخصًا آخر`, other: `${number(n)} شخص آخر` });
  const who = (names: Phrase): Phrase => list(names.length > 4 ? [...names.slice(0, 3), others(names.length - 3)] : names);
  return {
    happened: 'ما يحدث في الغرفة',
    here: (names) => ['هنا الآن: ', ...who(names), '.'],
    joined: (names) => ['انضم ', ...who(names), '.'],
    left: (names) => ['غادر ', ...who(names), '.'],
    reconnecting: (names) => ['جارٍ إعادة الاتصال مع ', ...who(names), '.'],
    back: (names) => ['عاد ', ...who(names), '.'],
    lost: (names) => ['انقطع الاتصال مع ', ...who(names), '. تكون العودة بالانضمام من جديد.'],
    shares: (names) => ['تُعرض الآن شاشة ', ...who(names), '.'],
    sharesNoMore: (names) => ['توقفت مشاركة شاشة ', ...who(names), '.'],
    signalingBack: () => ['عاد خادم الإشارة. يمكن لآخرين الانضمام.'],
    youLeft: ([room]) => ['غادرت ', room ?? 'الغرفة', '.'],

    youAreOffline: { title: 'أنت غير متصل بالشبكة.', advice: 'سيُعاد الاتصال فور عودة الشبكة.' },
    signalingOffline: { title: 'خادم الإشارة غير متصل.', advice: 'مكالمتك مستمرة. يمكن لآخرين الانضمام عند عودته.' },
    signalingOfflineAlone: { title: 'خادم الإشارة غير متصل.', advice: 'يمكن لآخرين الانضمام عند عودته.' },
    noPath: (names) => ['لا طريق إلى ', ...who(names), '.'],
    noRelay: 'كلتا الشبكتين تحظران المكالمات المباشرة، وليس لهذه الصفحة خادم ترحيل.',
    relaySilent: 'كلتا الشبكتين تحظران المكالمات المباشرة، وخادم الترحيل لهذه الصفحة لا يجيب.',
  };
};

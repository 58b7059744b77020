import type { Grammar, Phrase } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const status = ({ list, number }: Grammar): Vocabularies['status'] => {
  const who = (names: Phrase): Phrase => list(names.length > 4 ? [...names.slice(0, 3), `另外 ${number(names.length - 3)} 人`] : names);
  return {
    happened: '房间动态',
    here: (names) => [...who(names), '在这里。'],
    joined: (names) => [...who(names), '已加入。'],
    left: (names) => [...who(names), '已离开。'],
    reconnecting: (names) => ['正在与', ...who(names), '重新连接。'],
    back: (names) => [...who(names), '已恢复连接。'],
    lost: (names) => ['与', ...who(names), '的连接已断开。对方重新加入后即可恢复。'],
    shares: (names) => [...who(names), '正在分享屏幕。'],
    sharesNoMore: (names) => [...who(names), '已停止分享屏幕。'],
    signalingBack: () => ['信令服务已恢复。其他人可以加入了。'],
    youLeft: ([room]) => ['你已离开', room ?? '房间', '。'],

    youAreOffline: { title: '你已离线。', advice: '网络恢复后会立即重新连接。' },
    signalingOffline: { title: '信令服务已断开。', advice: '通话会继续。恢复后，其他人即可加入。' },
    signalingOfflineAlone: { title: '信令服务已断开。', advice: '恢复后，其他人即可加入。' },
    noPath: (names) => ['无法连接到', ...who(names), '。'],
    noRelay: '双方网络都阻止直接通话，而此页面没有中继服务器。',
    relaySilent: '双方网络都阻止直接通话，而此页面的中继服务器没有响应。',
  };
};

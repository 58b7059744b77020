import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const conference = ({ number }: Grammar): Vocabularies['conference'] => ({
  call: '通话',
  panel: '侧边栏',
  panels: '面板',
  close: '关闭面板',
  chat: '聊天',
  files: '文件',
  people: '成员',
  invite: '邀请',
  stats: '统计',
  unread: (name, n) => `${name}，${number(n)} 条未读`,
  fresh: (name) => `${name}，有新内容`,
  here: (n) => `${number(n)} 人在场`,
  left: { title: '您已离开通话。', advice: '其他人看到您离开了。' },
  outside: { title: '您不在通话中。', advice: '加入后摄像头和麦克风会启动。' },
  join: '加入',
  rejoin: '重新加入',
});

import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const chat = ({ number }: Grammar): Vocabularies['chat'] => ({
  messages: '消息',
  newMessages: '新消息',
  message: '消息',
  placeholder: '发消息给所有人',
  send: '发送',
  today: '今天',
  yesterday: '昨天',
  unread: '新消息',
  jump: (n) => `${number(n)} 条新消息`,
  passedOnBy: (person) => ['较早的消息，转发者：', person],

  sent: '已发送',
  delivered: '已送达',
  deliveredTo: (n, of) => `已送达 ${number(n)}/${number(of)} 人`,
  notDelivered: '未送达',
  nobodyHere: '当时没有其他人在',
  tryAgain: '重试',

  left: (n) => `还可输入 ${number(n)} 个字符`,
  tooLong: (length, most) => `太长：${number(length)} 个字符，最多 ${number(most)} 个。请缩短后发送。`,

  empty: { title: '还没有消息。', advice: '消息会发给这里的所有人。后来的人会从当时在场的人那里收到最近的消息。没有服务器保存它们。' },
  outside: { title: '你不在房间里。', advice: '加入后即可发消息。' },
  joining: { title: '正在加入…', advice: '进入房间后即可发消息。' },
});

import type { Grammar, Phrase } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const files = ({ number }: Grammar): Vocabularies['files'] => {
  const whom = (names: Phrase): unknown => (names.length === 1 ? names[0] : ` ${number(names.length)} 人`);
  const have = (n: number, of: number): string => `${number(n)}/${number(of)} 人已收到`;
  return {
    list: '文件',
    happened: '文件动态',
    choose: '选择文件',
    drop: '将文件拖放到这里',
    dropNow: '松开即可发送',
    unnamed: '未命名文件',
    goTo: (n) => (n === 0 ? '现在只有你一个人。' : n === 1 ? '文件会直接发给这里的另一个人。' : `文件会直接发给这里的其他 ${number(n)} 人。`),
    empty: { title: '还没有文件。', advice: '文件会发给这里的所有人，不会保存在任何地方。后来的人只有在你再次发送时才能收到。' },
    outside: { title: '你不在房间里。', advice: '加入后即可发送文件。' },
    joining: { title: '正在加入…', advice: '进入房间后即可发送文件。' },
    folder: { title: '无法发送文件夹。', advice: '请将其压缩为 zip 文件，或选择其中的文件。' },

    sending: (file) => `正在发送 ${file}`,
    receiving: (file) => `正在接收 ${file}`,
    cancel: '取消',
    remove: '从列表中移除',
    accept: '接受',
    decline: '拒绝',
    save: '保存',
    saveTo: '保存到…',
    tryAgain: '重试',
    sendTo: (names) => ['发送给', whom(names)],
    amount: (done, total) => `${done}，共 ${total}`,
    left: (duration) => `还剩 ${duration}`,

    sent: (size, names) => (names.length ? [size, '，发给', whom(names)] : [size, '，没有收件人']),
    sentAnd: (size, names, outcome) => [size, '，发给', whom(names), '。', outcome],
    haveIt: have,
    everyone: '所有人都已收到',
    has: (person) => [person, '已收到'],
    youCancelled: '你已取消',
    waiting: '等待中',
    reconnecting: '正在重新连接…',
    declined: '已拒绝',
    gone: '已离开',
    cancelled: '已取消',
    stopped: '已停止',
    takesNone: '现在不接收文件',
    lost: '连接已断开',

    offered: (size, person) => [size, '，由', person, '提供'],
    from: (amount, person) => [amount, '，来自', person],
    received: (size, person) => [size, '，来自', person, '，已接收'],
    saved: (size, person) => [size, '，来自', person, '，已保存'],
    youDeclinedIt: (size, person) => [size, '，来自', person, '。你已拒绝'],
    youCancelledIt: (size, person) => [size, '，来自', person, '。你已取消'],
    stoppedAt: (amount, person) => ['停在 ', amount, '，来自', person],
    personLeft: (person) => [person, '已离开。等对方回来后再向其索取。'],
    revoked: (person) => [person, '已收回文件。请对方再次发送。'],
    youStopped: '你离开了房间或关闭了列表。请再次索取。',
    unwritable: '无法写入磁盘。请腾出空间或选择其他位置，然后再次索取。',
    badPlace: '无法写入该位置。请选择其他位置。',

    saidReceived: (file, person) => ['已收到', person, '发来的', file],
    saidSaved: (file, person) => ['已保存', person, '发来的', file],
    saidOffered: (file, person, size) => [person, '想发送', file, `，${size}`],
    saidLost: (file, person) => [person, '发来的', file, '未能送达'],
    saidSent: (file) => [file, '已发送，所有人都已收到'],
    saidUnsent: (file, n, of) => [file, `：${have(n, of)}`],
  };
};

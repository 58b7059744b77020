import type { Device } from '../../../words.js';
import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

const THE: Record<Device, string> = { camera: '摄像头', microphone: '麦克风', both: '摄像头和麦克风', screen: '屏幕' };
const EITHER: Record<Device, string> = { ...THE, both: '摄像头或麦克风' };

export const common = ({ list }: Grammar): Vocabularies['common'] => ({
  you: '你',
  guest: '访客',
  people: '此房间中的人',
  ownScreen: '你的屏幕',
  reconnectingTo: (names) => ['正在与', ...list(names), '重新连接。'],
  whyPoor: {
    'packet loss': '数据在途中丢失',
    'slow network': '网络速度慢',
    'long delay': '延迟较高',
    'unsteady network': '网络不稳定',
    'busy computer': '此设备负载过高',
  },
  tryAgain: '重试',
  playSound: '播放声音',
  soundHeld: { title: '浏览器暂停了声音。', advice: '' },

  noRoom: { title: '这里没有房间。', advice: '请将此元素放入 peerix-room，或用 for 属性指定一个房间。' },
  outside: { title: '你不在房间里。', advice: '加入后，其他人会显示在这里。' },
  joining: { title: '正在加入…', advice: '其他人连接后会显示在这里。' },
  unreachable: { title: '暂时联系不到任何人。', advice: '信令服务器没有响应。正在继续尝试。' },
  alone: { title: '现在只有你一个人。', advice: '打开此链接的人都会进入通话。' },
  aloneOffline: { title: '现在只有你一个人。', advice: '信令服务已断开。恢复后，其他人即可加入。' },
  nothingShared: { title: '还没有人分享内容。', advice: '摄像头和屏幕画面会显示在这里。' },
  rejected: { title: '你未获准进入。', advice: '房间拒绝了请求。' },
  full: { title: '房间已满。', advice: '每个人都要与其他所有人相连，因此人数有限。' },
  insecure: { title: '此页面需要 HTTPS。', advice: '浏览器只允许安全页面进行安全通话。' },

  insecureMedia: { title: '此页面需要 HTTPS。', advice: '浏览器只允许安全页面使用摄像头和麦克风。' },
  unsupportedMedia: (device) => ({ title: `此浏览器不允许网页使用${EITHER[device]}。`, advice: '请用其他浏览器打开此页面。' }),
  denied: (device) => ({
    title: `${THE[device]}被阻止。`,
    advice: device === 'screen'
      ? '请选择要分享的屏幕或窗口，或在系统设置中允许分享。'
      : `打开网址旁的网站设置，${device === 'both' ? '允许两者' : '允许使用'}，然后重试。`,
  }),
  missing: (device) => ({ title: `未找到${EITHER[device]}。`, advice: '接上设备后会显示在这里。' }),
  inUse: (device) => ({ title: `另一个程序正在使用${EITHER[device]}。`, advice: '请在那里关闭，然后重试。' }),
  failed: (device) => ({ title: `${THE[device]}无法启动。`, advice: '请重新插拔设备或重启浏览器，然后重试。' }),
  stillInRoom: '你仍能看到和听到其他人。',
});

import type { Grammar } from '../../grammar.js';
import type { Vocabularies } from '../../vocabularies.js';

export const tiles = ({ number }: Grammar): Pick<Vocabularies, 'tile' | 'remoteStreams'> => ({
  tile: {
    screen: '屏幕',
    muted: '已静音',
    cameraOff: '摄像头已关闭',
    speaking: '正在说话',
    pinned: '已固定',
    reconnecting: '正在重新连接…',
    poor: '连接不佳',
    lost: '连接已断开',
    playSound: '播放声音',
    pin: '固定',
    fullScreen: '全屏',
    pictureInPicture: '小窗口',
    toolOf: (tool, name) => `${tool}：${name}`,
    more: '更多',
  },
  remoteStreams: {
    pages: '页',
    previous: '上一页',
    next: '下一页',
    page: (n, of) => `第 ${number(n)} 页，共 ${number(of)} 页`,
    pageShort: (n, of) => `${number(n)} / ${number(of)}`,
    others: (n) => `+${number(n)}`,
    showOthers: (n) => `再显示 ${number(n)} 个`,
  },
});

import type { Vocabularies } from '../../vocabularies.js';

export const invite: Vocabularies['invite'] = {
  link: '邀请链接',
  copy: '复制链接',
  copied: '已复制',
  saidCopied: '链接已复制。',
  denied: '浏览器不允许此页面复制。链接已选中，请自行复制。',
  share: '分享…',
  notShared: '无法分享链接。请改为复制。',
  showCode: '二维码',
  code: '邀请链接的二维码',
  tooLong: '此链接太长，无法生成二维码。请改为复制。',
  notLoaded: '二维码加载失败。请关闭后重新打开。',
};

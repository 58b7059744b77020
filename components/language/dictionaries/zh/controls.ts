import type { Vocabularies } from '../../vocabularies.js';

export const controls = (): Pick<Vocabularies, 'toggle' | 'controls' | 'leave' | 'devices' | 'device-select' | 'audio'> => ({
  toggle: {
    name: { microphone: '麦克风', camera: '摄像头', screen: '分享屏幕' },
    withShortcut: (name, key) => `${name} (${key})`,
    starting: {
      microphone: '麦克风正在启动。如果浏览器询问，请允许。',
      camera: '摄像头正在启动。如果浏览器询问，请允许。',
      screen: '浏览器正在询问要分享什么。',
    },
    unavailable: {
      microphone: '这里没有可开关的麦克风。请在房间中放入 peerix-local-media。',
      camera: '这里没有可开关的摄像头。请在房间中放入 peerix-local-media。',
      screen: '这里没有可分享屏幕的房间。',
    },
  },
  controls: { label: '通话控制', more: '更多' },
  leave: { leave: '离开', outside: '你不在房间里。' },
  devices: {
    choose: { microphone: '选择麦克风', camera: '选择摄像头', speaker: '选择扬声器' },
    automatic: { microphone: '默认麦克风', camera: '默认摄像头', speaker: '默认扬声器' },
    chosen: { microphone: '所选麦克风', camera: '所选摄像头', speaker: '所选扬声器' },
    unnamed: { microphone: (n) => `麦克风 ${n}`, camera: (n) => `摄像头 ${n}`, speaker: (n) => `扬声器 ${n}` },
    unplugged: (chosen, used) => [chosen, '已拔出。', ...(used ? ['在它恢复之前使用', used, '。'] : [])],
  },
  'device-select': {
    nothing: { microphone: '这里没有可选的麦克风。', camera: '这里没有可选的摄像头。', speaker: '这里没有可为其选择扬声器的房间。' },
    oneSpeaker: '此浏览器只能在默认扬声器上播放声音。',
  },
  audio: {
    missing: { title: '所选扬声器不在。', advice: '在它恢复之前，声音从默认扬声器播放。' },
    denied: { title: '所选扬声器被阻止。', advice: '请允许此页面使用麦克风：浏览器会一并开放扬声器。' },
    failed: { title: '所选扬声器无法启动。', advice: '声音从默认扬声器播放。请选择其他扬声器。' },
    unsupported: { title: '此浏览器只能在默认扬声器上播放声音。', advice: '请在系统设置中选择扬声器。' },
  },
});

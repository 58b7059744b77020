import { expect } from '@open-wc/testing';
import { platform } from '../../../src/environment.js';
import { OwnSpeech } from '../../../src/media/own-speech.js';
import { until } from '../support.js';
import { tone } from './streams.js';

it('whoever leaves while a connection is asked opens no audio context that nobody closes', async () => {
  const contexts: AudioContext[] = [], stream = tone(), [track] = stream.getAudioTracks();
  class Counted extends AudioContext {
    constructor() {
      super();
      contexts.push(this);
    }
  }
  let isAsked = false, tell = () => {};
  const answer = new Promise<RTCStatsReport>((resolve) => { tell = () => resolve(new Map()); });
  const sender = {
    track,
    getStats: () => {
      isAsked = true;
      return answer;
    },
  };
  const speech = new OwnSpeech({
    environment: Object.create(platform, { AudioContext: { value: Counted } }),
    publishings: new Map([['mic', { label: 'mic', stream, metadata: undefined, audio: undefined, video: undefined }]]),
    connections: () => [{ getSenders: () => [sender] } as unknown as RTCPeerConnection],
    onSpeaking: () => {},
  });
  speech.watch();
  await until('it is asked', () => isAsked);
  speech.end();
  tell();
  await new Promise((resolve) => { setTimeout(resolve); });
  expect(contexts.map(({ state }) => state)).to.deep.equal([]);
});

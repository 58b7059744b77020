import { expect } from '@open-wc/testing';
import { Sending } from '../../../src/media/sending.js';
import { until } from '../support.js';
import { picture } from './streams.js';

/** A sender that is slow and, while `isBroken`, refuses everything. */
class Sender {
  track: MediaStreamTrack | null = null;
  isBroken = false;
  readonly calls: string[] = [];
  #underWay = 0;
  #parameters: { encodings: RTCRtpEncodingParameters[] } = { encodings: [{ active: true }] };

  replaceTrack(track: MediaStreamTrack | null): Promise<void> { return this.#do(`replace ${track ? 'track' : 'null'}`, () => { this.track = track; }); }
  getParameters(): object { return structuredClone(this.#parameters); }
  setParameters(parameters: { encodings: RTCRtpEncodingParameters[] }): Promise<void> {
    return this.#do(`set ${parameters.encodings[0]?.maxBitrate}`, () => { this.#parameters = parameters; });
  }

  async #do(what: string, effect: () => void): Promise<void> {
    this.calls.push(what);
    if (++this.#underWay > 1) throw new Error('two at once');
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    this.#underWay--;
    if (this.isBroken) throw new Error('refused');
    effect();
  }
}

function make() {
  const sender = new Sender(), errors: unknown[] = [];
  return { sender, errors, sending: new Sending(sender as unknown as RTCRtpSender, (error) => errors.push(error)) };
}

it('a sender is asked one thing at a time, and what is wanted last wins', async () => {
  const { sender, errors, sending } = make(), [track] = picture().getVideoTracks();
  sending.carry(track!);
  for (let maxBitrate = 1; maxBitrate <= 50; maxBitrate++) sending.encode({ active: true, maxBitrate });
  await until('the last holds', () => sender.calls.includes('set 50'));
  expect([sender.calls, errors]).to.deep.equal([['replace track', 'set 50'], []]);
});

it('what is refused is said once, and something else is tried', async () => {
  const { sender, errors, sending } = make();
  sender.isBroken = true;
  sending.encode({ active: true, maxBitrate: 1 });
  await until('it is said', () => errors.length === 1);
  for (let i = 0; i < 3; i++) sending.encode({ active: true, maxBitrate: 1 });
  sender.isBroken = false;
  sending.encode({ active: true, maxBitrate: 2 });
  await until('it is done', () => sender.calls.length === 2);
  expect([sender.calls, errors.length]).to.deep.equal([['set 1', 'set 2'], 1]);
});

it('what comes while something is refused is not lost', async () => {
  const { sender, errors, sending } = make();
  sender.isBroken = true;
  sending.encode({ active: true, maxBitrate: 1 });
  sending.encode({ active: true, maxBitrate: 2 });
  await until('both are said', () => errors.length === 2);
  expect(sender.calls).to.deep.equal(['set 1', 'set 2']);
});

it('what was refused once is tried again when it is wanted again', async () => {
  const { sender, errors, sending } = make(), [track] = picture().getVideoTracks();
  sending.carry(track!);
  await until('it is there', () => sender.track === track);
  sender.isBroken = true;
  sending.encode({ active: true, maxBitrate: 1 });
  await until('it is said', () => errors.length === 1);
  sender.isBroken = false;
  sending.carry(null);
  await until('unpublished', () => sender.track === null);
  sending.carry(track!);
  await until('published again', () => sender.track === track);
  sending.encode({ active: true, maxBitrate: 1 });
  await until('as it is wanted', () => sender.calls.filter((call) => call === 'set 1').length === 2);
  expect(errors).to.have.length(1);
});

import { expect } from '@open-wc/testing';
import '../../../components/peerix-room/define.js';
import { isHidden, setHidden, setVolume, volumeOf, watchPersonal } from '../../../components/room/personal.js';

describe('what I chose about another member', () => {
  const room = () => document.createElement('peerix-room');

  it('is as usual until I choose, and belongs to one room', () => {
    const here = room(), there = room();
    expect([volumeOf(here, 'ann'), isHidden(here, 'ann')]).to.deep.equal([1, false]);
    setVolume(here, 'ann', 0.25);
    setHidden(here, 'ann', true);
    expect([volumeOf(here, 'ann'), isHidden(here, 'ann')]).to.deep.equal([0.25, true]);
    expect([volumeOf(here, 'ben'), isHidden(here, 'ben')]).to.deep.equal([1, false]);
    expect([volumeOf(there, 'ann'), isHidden(there, 'ann')]).to.deep.equal([1, false]);
  });

  it('is told to each watcher, once a change, until it stops', () => {
    const here = room();
    let told = 0;
    const watcher = () => { told++; };
    const stops = [watchPersonal(here, watcher), watchPersonal(here, watcher)];
    setVolume(here, 'ann', 0);
    setVolume(here, 'ann', 0);
    expect(told).to.equal(2);
    stops[0]!();
    setHidden(here, 'ann', true);
    expect(told).to.equal(3);
    stops[1]!();
    setHidden(here, 'ann', false);
    expect(told).to.equal(3);
  });

  it('refuses what is no volume', () => {
    for (const volume of [-0.1, 1.1, NaN]) expect(() => setVolume(room(), 'ann', volume)).to.throw(RangeError);
  });
});

import { expect } from '@open-wc/testing';
import { Staging, type Scene, type Stage } from '../../../components/peerix-remote-streams/staging.js';
import type { RemoteView } from '../../../components/peerix-remote-streams/views.js';

const NAMES = [...'abcdefghijkl'];
const viewOf = (key: string, fields: Partial<RemoteView> = {}): RemoteView =>
  ({ key, remote: { id: key } as never, label: 'camera', isScreen: false, isSpeaking: false, ...fields });
const seen = ({ spots }: Stage): string => [...spots.keys()].sort().join('');

describe('who stands where', () => {
  let staging: Staging, scene: Scene;
  beforeEach(() => {
    staging = new Staging();
    scene = {
      layout: 'grid', box: { width: 330, height: 220, gap: 6, pager: 44 }, pinned: undefined, hasSelf: false, ratioOf: () => undefined, isInUse: () => false,
    };
  });
  /** Capitals speak. */
  const arrange = (who: string, fields: Partial<Scene> = {}): Stage =>
    staging.arrange([...who].map((letter) => viewOf(letter.toLowerCase(), { isSpeaking: letter !== letter.toLowerCase() })), { ...scene, ...fields });
  const spotOf = (stage: Stage, key: string) => stage.spots.get(key);

  it('is as they came, whoever comes, goes or speaks on this page', () => {
    const first = arrange('abc');
    expect(seen(first)).to.equal('abc');
    const order = (stage: Stage) => [...stage.spots].sort(([, a], [, b]) => a.y - b.y || a.x - b.x).map(([key]) => key).join('');
    expect([order(first), order(arrange('aBc')), order(arrange('abcd')), order(arrange('acd'))]).to.deep.equal(['abc', 'abc', 'abcd', 'acd']);
  });

  it('has a speaker of another page take the place of who has been silent longest, and nobody else moves', () => {
    const before = arrange(NAMES.join(''));
    expect(before.pages).to.be.above(1);
    const on = seen(before), speaker = NAMES.find((name) => !on.includes(name))!;
    // Everybody of the first page but `a` has spoken.
    for (const name of on.slice(1)) arrange(NAMES.map((one) => (one === name ? one.toUpperCase() : one)).join(''));
    const after = arrange(NAMES.map((one) => (one === speaker ? one.toUpperCase() : one)).join(''));
    expect(seen(after)).to.equal([...on.slice(1), speaker].sort().join(''));
    expect(spotOf(after, speaker)).to.deep.equal(spotOf(before, 'a'));
    for (const name of on.slice(1)) expect(spotOf(after, name)).to.deep.equal(spotOf(before, name));
    expect(seen(arrange(NAMES.join(''))), 'and stays').to.equal(seen(after));
  });

  it('never moves what the person is at', () => {
    const before = arrange(NAMES.join('')), on = seen(before), speaker = NAMES.find((name) => !on.includes(name))!;
    const after = arrange(NAMES.map((one) => (one === speaker ? one.toUpperCase() : one)).join(''), { isInUse: () => true });
    expect(seen(after)).to.equal(on);
  });

  it('gives the spotlight to who speaks, and an interjection does not take it', () => {
    const main = (who: string) => arrange(who, { layout: 'spotlight' }).main?.key;
    expect(['abc', 'aBc', 'aBC', 'abC', 'abc'].map(main)).to.deep.equal(['a', 'b', 'b', 'c', 'c']);
  });

  it('gives it to the pinned first, then to a screen', () => {
    const views = [viewOf('a', { isSpeaking: true }), viewOf('b'), viewOf('s', { isScreen: true })];
    expect(staging.arrange(views, { ...scene, layout: 'spotlight' }).main).to.equal(views[2]);
    expect(staging.arrange(views, { ...scene, layout: 'spotlight', pinned: views[1] }).main).to.equal(views[1]);
    expect(staging.arrange(views, { ...scene, pinned: views[1] }).main).to.equal(views[1]);
    expect(staging.arrange(views, scene).main).to.equal(undefined);
  });

  it('is nowhere where there is no room, and forgets nothing by that', () => {
    const all = NAMES.join(''), before = arrange(all);
    staging.turn(before, 1);
    const second = seen(arrange(all));
    expect(arrange(all, { box: { ...scene.box, width: 0, height: 0 } }).spots.size).to.equal(0);
    expect(seen(arrange(all))).to.equal(second);
  });
});

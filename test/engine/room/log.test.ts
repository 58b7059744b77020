import { expect } from '@open-wc/testing';
import { Peer } from '../../../src/index.js';
import { meet, newPeer, ownDriver, thrown } from './members.js';

describe('the option log', () => {
  it('that is no function is a bad option', () => {
    const error = thrown(() => new Peer({ log: 'x' as never }));
    expect([error.code, /log/.test(error.message)]).to.deep.equal(['BAD_OPTION', true]);
    expect(error.hint).to.match(/function/);
  });

  it('that throws, whatever it is told, breaks nothing and goes to the console', async () => {
    const told: string[] = [], shown: unknown[][] = [], escaped: unknown[] = [], broken = new Error('log broke');
    const consoleError = console.error, note = (event: PromiseRejectionEvent) => { escaped.push(event.reason); };
    console.error = (...what: unknown[]) => { shown.push(what); };
    window.addEventListener('unhandledrejection', note);
    try {
      const driver = ownDriver(), log = ({ event }: { event: string }) => {
        told.push(event);
        throw broken;
      };
      const [a, b] = [newPeer({ driver, log }), newPeer({ driver, log })];
      await Promise.all([a.join({ room: 'r' }), b.join({ room: 'r' })]);
      await meet(a, b);
      expect((await a.send('hello')).ok).to.equal(true);
      await Promise.all([a.leave(), b.leave()]);
      expect([a.state, b.state]).to.deep.equal(['idle', 'idle']);
      await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
    } finally {
      console.error = consoleError;
      window.removeEventListener('unhandledrejection', note);
    }
    expect(told).to.include.members(['join', 'session', 'up']);
    expect(shown.map(([, error]) => error)).to.deep.equal(told.map(() => broken));
    expect(escaped).to.deep.equal([]);
  });
});

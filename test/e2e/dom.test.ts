import { expect } from '@open-wc/testing';
import { Page } from '../support/pages.js';
import { eventually } from './eventually.js';
import { complaints, moving, names } from './sight.js';

/** What happens to the elements in one tab, seen from another. */
describe('a call in a living document', function () {
  this.timeout(40_000);

  let room = '', count = 0;
  const pages: Page[] = [];

  beforeEach(() => { room = `dom ${count += 1}`; });
  afterEach(async () => { await Promise.all(pages.splice(0).map((page) => page.close())); });

  const open = async (path: string): Promise<Page> => {
    const page = await Page.open(`/test/e2e/pages/${path}`);
    pages.push(page);
    return page;
  };
  const enter = (name: string) => open(`call.html?${new URLSearchParams({ room, name })}`);
  const sees = async (page: Page, ...who: string[]) => {
    await eventually(() => names(page), [...who].sort());
    await eventually(() => moving(page), who.length);
  };
  const silent = async () => expect((await Promise.all(pages.map(complaints))).flat()).to.deep.equal([]);

  const MOVES: Record<string, () => void | Promise<void>> = {
    'appended elsewhere': () => {
      const shelter = document.body.appendChild(document.createElement('section'));
      shelter.append(document.querySelector('peerix-room')!);
    },
    'taken out and put back in the same task': () => {
      const element = document.querySelector('peerix-room')!;
      element.remove();
      document.body.prepend(element);
    },
    'reordered among siblings': () => {
      const element = document.querySelector('peerix-room')!;
      const siblings = [1, 2, 3].map(() => document.body.appendChild(document.createElement('p')));
      for (const sibling of siblings) document.body.insertBefore(element, sibling);
      for (const sibling of siblings) document.body.insertBefore(sibling, element);
    },
    'moved by moveBefore': () => {
      const shelter = document.body.appendChild(document.createElement('section'));
      (shelter as unknown as { moveBefore(node: Node, child: null): void }).moveBefore(document.querySelector('peerix-room')!, null);
    },
    'wrapped by its neighbours, children reordered': () => {
      const element = document.querySelector('peerix-room')!;
      element.prepend(element.lastElementChild!);
      const panel = element.appendChild(document.createElement('div'));
      panel.append(element.querySelector('peerix-local-media')!);
    },
  };
  for (const [what, move] of Object.entries(MOVES)) {
    it(`goes on untouched when the elements are ${what}`, async () => {
      const [ann, bob] = await Promise.all([enter('Ann'), enter('Bob')]);
      await sees(ann, 'Bob');
      await sees(bob, 'Ann');
      await Promise.all([ann.eval(watchCall), bob.eval(watchCall)]);
      await bob.eval(move);
      await sees(bob, 'Ann');
      await sees(ann, 'Bob');
      for (const page of [ann, bob]) expect(await page.eval(() => disturbances())).to.deep.equal([]);
      await silent();
    });
  }

  it('keeps two rooms of one page apart', async () => {
    const both = await open('elements.html'), [left, right] = [`${room} left`, `${room} right`];
    await both.eval(addRoom, { room: left, name: 'Both', id: 'left' });
    await both.eval(addRoom, { room: right, name: 'Both', id: 'right' });
    room = left;
    const ann = await enter('Ann');
    room = right;
    const bob = await enter('Bob');
    const inside = (id: string) => both.eval((name) => [...document.querySelectorAll(`#${name} peerix-remote-streams`)]
      .flatMap((element) => [...element.shadowRoot!.querySelectorAll('peerix-tile')].map((tile) => tile.shadowRoot!.querySelector('bdi')!.textContent)), id);
    await eventually(() => inside('left'), ['Ann']);
    await eventually(() => inside('right'), ['Bob']);
    await eventually(() => moving(both), 2);
    await sees(ann, 'Both');
    await sees(bob, 'Both');
    await both.eval(() => document.querySelector('#left')!.remove());
    await sees(ann);
    await sees(bob, 'Both');
    await silent();
  });

  it('lets two room elements of one page and one name meet', async () => {
    const page = await open('elements.html');
    await page.eval(addRoom, { room, name: 'One', id: 'one' });
    await page.eval(addRoom, { room, name: 'Two', id: 'two' });
    await sees(page, 'One', 'Two');
    await silent();
  });

  it('ends up in the room that was named last, and in no other', async () => {
    const last = room, passed = `${room} passed`;
    const [ann, bob] = await Promise.all([enter('Ann'), enter('Bob')]);
    await sees(ann, 'Bob');
    room = passed;
    const eve = await enter('Eve');
    await bob.eval(async (names) => {
      const element = document.querySelector('peerix-room')!;
      for (const name of names) {
        element.setAttribute('room', name);
        await new Promise((resolve) => { setTimeout(resolve); });
      }
    }, [passed, last, passed, '', passed, last]);
    await sees(ann, 'Bob');
    await sees(bob, 'Ann');
    await sees(eve);
    expect(await others(ann)).to.deep.equal(['Bob connected']);
    await silent();
  });

  it('shows an injected peer, and neither joins nor leaves for it', async () => {
    const [ann, page] = await Promise.all([enter('Ann'), open('elements.html')]);
    await page.eval(async (name) => {
      const { Peer, BroadcastChannelDriver } = await import('/components/index.ts' as string) as typeof import('../../components/index.js');
      const peer = new Peer({ driver: new BroadcastChannelDriver() });
      Object.assign(globalThis, { peer });
      const element = document.createElement('peerix-room');
      element.peer = peer;
      element.room = name;
      element.append(document.createElement('peerix-local-media'), document.createElement('peerix-remote-streams'));
      document.body.append(element);
      await customElements.whenDefined('peerix-room');
      await (element as unknown as { updateComplete: Promise<boolean> }).updateComplete;
    }, room);
    const state = () => page.eval(() => (globalThis as unknown as { peer: { state: string } }).peer.state);
    expect(await state()).to.equal('idle');
    await page.eval((name) => (globalThis as unknown as { peer: import('../../src/index.js').Peer }).peer.join({ room: name, metadata: { name: 'Owner' } }), room);
    await sees(ann, 'Owner');
    await sees(page, 'Ann');
    await page.eval(() => document.querySelector('peerix-room')!.remove());
    await eventually(() => others(ann), ['Owner connected']);
    await eventually(() => names(ann), []);
    expect(await state()).to.equal('joined');
    await silent();
  });

  it('takes what was set before the elements were defined', async () => {
    const early = await open('blank.html');
    await early.eval(async (name) => {
      const element = document.createElement('peerix-room');
      Object.assign(element, { room: name, name: 'Early', password: 'sesame', metadata: { role: 'host' } });
      document.body.append(element);
      element.append(document.createElement('peerix-local-media'), document.createElement('peerix-remote-streams'));
      await import('/components/index.ts' as string);
    }, room);
    const late = await open('elements.html');
    await late.eval(addRoom, { room, name: 'Late', password: 'sesame' });
    await sees(early, 'Late');
    await sees(late, 'Early');
    expect(await late.eval(() => [...document.querySelector('peerix-room')!.remotes.values()][0]!.metadata)).to.deep.equal({ role: 'host', name: 'Early' });
    await silent();
  });

  it('is entered once by a framework that mounts, unmounts and mounts', async () => {
    const [ann, strict] = [await enter('Ann'), await open('elements.html')];
    await ann.eval(watchCall);
    await strict.eval(async (name) => {
      await customElements.whenDefined('peerix-room');
      const mount = () => {
        const element = document.createElement('peerix-room');
        Object.assign(element, { room: name, name: 'Strict' });
        element.append(document.createElement('peerix-local-media'), document.createElement('peerix-remote-streams'));
        document.body.append(element);
        return element;
      };
      // In one task, in one task each, and with the same element.
      mount().remove();
      const second = mount();
      await new Promise((resolve) => { setTimeout(resolve); });
      second.remove();
      const third = mount();
      await new Promise((resolve) => { setTimeout(resolve); });
      third.remove();
      await new Promise((resolve) => { setTimeout(resolve); });
      document.body.append(third);
    }, room);
    await sees(ann, 'Strict');
    await sees(strict, 'Ann');
    expect(await others(ann)).to.deep.equal(['Strict connected']);
    await silent();
  });

  it('is not entered at all with a password in the markup', async () => {
    const ann = await enter('Ann');
    const careless = await open(`call.html?${new URLSearchParams({ room, name: 'Careless', password: 'sesame' })}`);
    await eventually(() => careless.eval(() => document.querySelector('peerix-room')!.matches(':state(failed)')), true);
    expect(await careless.eval(() => document.querySelector('peerix-room')!.state)).to.equal('idle');
    expect(await complaints(careless)).to.have.length(1);
    expect((await complaints(careless))[0]).to.match(/BAD_OPTION|password must not be an attribute/).and.not.contain('sesame');
    expect(await careless.eval(() => document.querySelector('peerix-remote-streams')!.shadowRoot!.textContent)).to.contain('password');
    // Who comes after it is found by Ann; it never was.
    await enter('Bob');
    await sees(ann, 'Bob');
    expect(await others(ann)).to.deep.equal(['Bob connected']);
  });
});

const others = (page: Page) => page.eval(() => [...document.querySelector('peerix-room')!.remotes.values()]
  .map(({ metadata, state }) => `${metadata.name} ${state}`));

// In the page.

function addRoom(properties: { readonly room: string; readonly name: string; readonly id?: string; readonly password?: string }): void {
  const element = document.createElement('peerix-room');
  Object.assign(element, properties);
  element.append(document.createElement('peerix-local-media'), document.createElement('peerix-remote-streams'));
  document.body.append(element);
}

/** Notes what a call should not notice: events of any kind, descriptions, other streams, pictures that begin anew. */
function watchCall(): void {
  const noted: string[] = [];
  const room = document.querySelector('peerix-room')!;
  const { id } = room.peer;
  const local = document.querySelector('peerix-local-media')!;
  const { stream } = local;
  const tracks = () => stream?.getTracks().map((track) => `${track.id} ${track.readyState}`).join();
  const before = tracks();
  for (const group of ['connection', 'stream', 'track', 'state', 'error', 'mute'] as const) room.addEventListener(group, ({ detail }) => noted.push(detail.name));
  for (const { connection } of room.remotes.values()) connection.addEventListener('signalingstatechange', () => noted.push('negotiated'));
  for (const tile of document.querySelector('peerix-remote-streams')!.shadowRoot!.querySelectorAll('peerix-tile')) {
    tile.shadowRoot!.querySelector('video')!.addEventListener('emptied', () => noted.push('picture began anew'));
  }
  const disturbances = () => [
    ...noted, ...(room.peer.id === id ? [] : ['another id']), ...(local.stream === stream && tracks() === before ? [] : ['another own stream']),
  ];
  Object.assign(globalThis, { disturbances });
}

declare const disturbances: () => string[];

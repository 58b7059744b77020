import { expect } from '@open-wc/testing';
import type { Applicant, Metadata, MetadataSource, Peer, PeerOptions } from '../../../src/index.js';
import { failure, meet, newPeer, next, ownDriver, record } from './members.js';
import { until } from '../support.js';

/**
 * The recipe of docs/security.md, "Tokens", over plain WebCrypto where the recipe has a library: a backend signs who may
 * be where under which id, and every member checks that.
 */
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const ROOM = 'members-only';
const MINUTE = 60;

interface Claims { readonly id: string; readonly room: string; readonly name: string; readonly exp: number }

const text = new TextEncoder();
const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/** The backend, which knows who is logged in. */
class Office {
  /** Seconds since 1970, as its clock and everybody's shows. */
  now = Math.floor(Date.now() / 1000);
  readonly #keys: CryptoKeyPair;
  private constructor(keys: CryptoKeyPair) { this.#keys = keys; }
  static async open(): Promise<Office> { return new Office(await crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify'])); }

  get key(): CryptoKey { return this.#keys.publicKey; }

  async sign(claims: Claims): Promise<string> {
    const body = text.encode(JSON.stringify(claims));
    return `${toBase64(body)}.${toBase64(new Uint8Array(await crypto.subtle.sign(ECDSA, this.#keys.privateKey, body)))}`;
  }

  /** Metadata for whoever asks: its name, and a token for the id that it has in this room. */
  badge(name: string, claims: Partial<Claims> = {}): (id: string) => Promise<Metadata> {
    return async (id) => ({ name, token: await this.sign({ id, room: ROOM, name, exp: this.now + 10 * MINUTE, ...claims }) });
  }
}

/** What a genuine token says. Throws for any other. */
async function read(token: unknown, key: CryptoKey): Promise<Claims> {
  const [body, signature] = String(token).split('.').map(fromBase64);
  if (!body || !signature || !await crypto.subtle.verify(ECDSA, key, signature, body)) throw new Error('no token of ours');
  return JSON.parse(new TextDecoder().decode(body)) as Claims;
}

async function isGenuine({ id, metadata }: Applicant, { key, now }: Office): Promise<boolean> {
  try {
    const claims = await read(metadata['token'], key);
    return claims.id === id && claims.room === ROOM && claims.name === metadata.name && claims.exp > now;
  } catch {
    return false; // strangers may show anything: that is no failure of verify
  }
}

/** One room, whose members let in nobody without a token. */
class ClosedRoom {
  readonly office: Office;
  /** Who was judged, and by whom. */
  readonly judged: { readonly by: string; readonly id: string; readonly verdict: boolean }[] = [];
  readonly #driver = ownDriver();
  private constructor(office: Office) { this.office = office; }
  static async open(): Promise<ClosedRoom> { return new ClosedRoom(await Office.open()); }

  async member(name: string): Promise<Peer> {
    const verify = async (applicant: Applicant) => {
      const verdict = await isGenuine(applicant, this.office);
      this.judged.push({ by: name, id: applicant.id, verdict });
      return verdict;
    };
    const peer = this.passerBy({ verify });
    await peer.join({ room: ROOM, metadata: this.office.badge(name) });
    return peer;
  }

  /** Somebody who has not joined yet, and would take whoever comes. */
  passerBy(options: PeerOptions = {}): Peer { return newPeer({ ...options, driver: this.#driver }); }

  async refused(id: string, ...by: string[]): Promise<void> {
    await until(`${by.join(' and ')} refuse`, () => by.every((name) => this.judged.some((one) => one.by === name && one.id === id && !one.verdict)));
  }
}

const nameSeen = (viewer: Peer, other: Peer): string | undefined => viewer.remotes.get(other.id ?? '')?.metadata.name;
const isConnected = (viewer: Peer, other: Peer): boolean => viewer.remotes.get(other.id ?? '')?.state === 'connected';

/** Two members who have met. */
async function annAndBob(): Promise<{ room: ClosedRoom; ann: Peer; bob: Peer }> {
  const room = await ClosedRoom.open();
  const [ann, bob] = [await room.member('Ann'), await room.member('Bob')];
  await meet(ann, bob);
  return { room, ann, bob };
}

interface Scene { readonly office: Office; readonly ann: Peer }

/** What else somebody may come with. */
const WRONG: Record<string, (scene: Scene) => MetadataSource | Promise<MetadataSource>> = {
  "somebody else's token": ({ ann }) => ann.metadata,
  'a token that has expired': ({ office }) => office.badge('Eve', { exp: office.now - 1 }),
  'a token for another room': ({ office }) => office.badge('Eve', { room: 'open-house' }),
  'a token in another name': ({ office }) => async (id) => ({ ...await office.badge('Eve')(id), name: 'Ann' }),
  'a token of another backend': async () => (await Office.open()).badge('Eve'),
  'a token that it altered': ({ office }) => async (id) => {
    const [, signature] = String((await office.badge('Eve')('somebody'))['token']).split('.');
    const claims: Claims = { id, room: ROOM, name: 'Eve', exp: office.now + MINUTE };
    return { name: 'Eve', token: `${toBase64(text.encode(JSON.stringify(claims)))}.${signature}` };
  },
  'no token': () => ({ name: 'Eve' }),
  'rubbish': () => ({ name: 'Eve', token: '§.§' }),
};

describe('a token that a backend signed over the id', function () {
  this.timeout(30_000);

  it('lets its owner in, on both sides, under the name that was signed', async () => {
    const { room, ann, bob } = await annAndBob();
    expect([nameSeen(ann, bob), nameSeen(bob, ann)]).to.deep.equal(['Bob', 'Ann']);
    const verdicts = room.judged.map(({ by, id, verdict }) => [by, id, verdict]);
    expect(verdicts).to.have.deep.members([['Ann', bob.id, true], ['Bob', ann.id, true]]);
  });

  it('is asked for anew with each join, for the id of that stay', async () => {
    const { ann, bob } = await annAndBob(), id = bob.id;
    await bob.leave();
    await bob.join({ room: ROOM });
    expect(bob.id).not.to.equal(id);
    await meet(ann, bob);
    expect(nameSeen(ann, bob)).to.equal('Bob');
  });

  for (const [what, bring] of Object.entries(WRONG)) {
    it(`lets nobody in who brings ${what}, and shows nothing of either side to the other`, async () => {
      const { room, ann, bob } = await annAndBob();
      const seen = [ann, bob].map(record);
      const eve = room.passerBy(), events = record(eve), told = next(eve, 'error');
      await eve.join({ room: ROOM, metadata: await bring({ office: room.office, ann }) });
      await room.refused(eve.id!, 'Ann', 'Bob');
      expect((await told).error.code).to.equal('REJECTED');
      expect((await ann.send('still here')).get(bob.id!)).to.equal('delivered');
      expect(events.filter((name) => name !== 'state')).to.deep.equal(['error']);
      expect(eve.remotes.size).to.equal(0);
      for (const names of seen) expect(names.filter((name) => !name.startsWith('channel'))).to.deep.equal([]);
      expect([ann, bob].map(({ remotes }) => [...remotes.keys()])).to.deep.equal([[bob.id], [ann.id]]);
    });
  }

  it('cannot be taken over by a member either: it stays who it was', async () => {
    const { room, ann, bob } = await annAndBob(), before = ann.metadata;
    await bob.setMetadata(before);
    await room.refused(bob.id!, 'Ann');
    await bob.send('said after that', { to: ann.id! });
    expect(nameSeen(ann, bob)).to.equal('Bob');
  });

  it('is renewed by setMetadata with the same function; who does not is refused by who comes later', async () => {
    const { room, ann, bob } = await annAndBob();
    room.office.now += 60 * MINUTE;
    await ann.setMetadata(room.office.badge('Ann'));
    const carol = await room.member('Carol');
    await until('Carol has met Ann', () => isConnected(carol, ann) && isConnected(ann, carol));
    await room.refused(bob.id!, 'Carol');
    expect([...carol.remotes.keys()]).to.deep.equal([ann.id]);
    expect(isConnected(ann, bob)).to.equal(true);
    await bob.setMetadata(room.office.badge('Bob'));
    await until('Carol has met Bob', () => isConnected(carol, bob) && isConnected(bob, carol));
  });

  it('that the backend denies is a join that rejects, with the cause', async () => {
    const { ann, room } = await annAndBob(), denied = new Error('403');
    const eve = room.passerBy();
    const error = await failure(eve.join({ room: ROOM, metadata: () => Promise.reject(denied) }));
    expect([error.code, error.cause]).to.deep.equal(['BAD_OPTION', denied]);
    expect([eve.state, ann.remotes.size]).to.deep.equal(['idle', 1]);
  });
});

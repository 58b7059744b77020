import { expect } from '@open-wc/testing';
import type { Environment } from '../../src/environment.js';
import { platform } from '../../src/environment.js';
import { concat } from '../../src/signaling/bytes.js';
import { hash16, sha256 } from '../../src/signaling/derive.js';
import { createIdentity, idOf } from '../../src/signaling/identity.js';
import { buildFirst, checkMac, openFrame, parsePacket, type FirstPacket } from '../../src/signaling/packet.js';
import { deriveRoomKey } from '../../src/signaling/room-key.js';
import { derivePairKeys, open, safetyNumber, seal } from '../../src/signaling/seal.js';
import { Clock } from './clock.js';
import { Network } from './network/network.js';
import { seeded } from './random.js';
import { Tab } from './tab.js';

// What is simulated must do what the platform does, as far as the engine relies on it: each test runs on both.

interface Ground { readonly environment: Environment; run<T>(work: Promise<T>): Promise<T> }

function simulated(): Ground {
  const clock = new Clock(), random = seeded(1), network = new Network(clock, random);
  const wiretap = () => ({ onSealed() {}, onOpened() {} });
  const tab = new Tab(0, { clock, random, network, cryptoMs: 2, wiretap });
  return { environment: tab.environment, run: (work) => pump(clock, work) };
}

async function pump<T>(clock: Clock, work: Promise<T>): Promise<T> {
  const state = { isDone: false }, done = work.finally(() => { state.isDone = true; });
  done.catch(() => { /* whoever awaits the result hears of it */ });
  for (let steps = 0; !state.isDone && steps < 10_000; steps++) await clock.run(clock.now + 10);
  if (!state.isDone) throw new Error('It takes for ever.');
  return done;
}

const GROUNDS: Record<string, () => Ground> = {
  platform: () => ({ environment: platform, run: (work) => work }),
  simulation: simulated,
};

async function nameOfFailure(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'none', (error: Error) => error.name);
}

for (const [name, ground] of Object.entries(GROUNDS)) {
  describe(`cryptography of the ${name}`, () => {
    const inside = (what: string, work: (crypto: Environment['crypto']) => Promise<void>) => it(what, () => {
      const { environment, run } = ground();
      return run(work(environment.crypto));
    });

    inside('both ends of a pair come to the same keys, one a direction', async (crypto) => {
      const room = await deriveRoomKey(crypto, 'room'), a = await createIdentity(crypto), b = await createIdentity(crypto);
      const mine = await derivePairKeys(crypto, room, a, b.pub), theirs = await derivePairKeys(crypto, room, b, a.pub);
      const head = Uint8Array.of(1), body = Uint8Array.of(1, 2, 3), sealed = await seal(crypto, mine.tx, head, body);
      expect(await open(crypto, theirs.rx, head, sealed)).to.deep.equal(body);
      expect(await open(crypto, theirs.tx, head, sealed)).to.equal(undefined);
      expect(await open(crypto, mine.rx, head, sealed)).to.equal(undefined);
      expect(await safetyNumber(crypto, a.pub, b.pub)).to.equal(await safetyNumber(crypto, b.pub, a.pub));
    });

    inside('what was changed in any byte does not open', async (crypto) => {
      const room = await deriveRoomKey(crypto, 'room'), a = await createIdentity(crypto), b = await createIdentity(crypto);
      const { tx } = await derivePairKeys(crypto, room, a, b.pub), { rx } = await derivePairKeys(crypto, room, b, a.pub);
      const head = Uint8Array.of(7, 8), sealed = await seal(crypto, tx, head, new Uint8Array(40));
      for (let i = 0; i < sealed.length; i++) {
        const changed = sealed.slice();
        changed[i]! ^= 1;
        expect(await open(crypto, rx, head, changed), `byte ${i}`).to.equal(undefined);
      }
      expect(await open(crypto, rx, Uint8Array.of(7, 9), sealed)).to.equal(undefined);
      expect(await open(crypto, rx, head, sealed.slice(0, -1))).to.equal(undefined);
    });

    inside('another room has another key, another password too', async (crypto) => {
      const a = await createIdentity(crypto), b = await createIdentity(crypto);
      const keys = await Promise.all([deriveRoomKey(crypto, 'room'), deriveRoomKey(crypto, 'other'), deriveRoomKey(crypto, 'room', 'secret')]);
      expect(new Set(keys.map(({ tag }) => tag)).size).to.equal(3);
      const frame = { e: 1, ae: 0, s: 1, a: 0, m: [] };
      const packets = await Promise.all(keys.map(async (room) => {
        const pairKeys = await derivePairKeys(crypto, room, a, b.pub);
        return parsePacket(await buildFirst(crypto, room, a, pairKeys, b.idBytes, frame), 'inbox') as FirstPacket;
      }));
      const [room] = keys, { rx, tx } = await derivePairKeys(crypto, room, b, a.pub);
      const found = await Promise.all(packets.map(async (packet) => [
        await checkMac(crypto, room, b.idBytes, packet), await openFrame(crypto, { rx, tx }, packet) !== undefined,
      ]));
      expect(found).to.deep.equal([[true, true], [false, false], [false, false]]);
      expect(await checkMac(crypto, room, a.idBytes, packets[0]!)).to.equal(false);
    });

    inside('no point of the curve is no key', async (crypto) => {
      const room = await deriveRoomKey(crypto, 'room'), me = await createIdentity(crypto), { pub } = await createIdentity(crypto);
      const bent = pub.slice();
      bent[64]! ^= 1;
      for (const bad of [bent, pub.slice(0, 64), concat(Uint8Array.of(2), pub.subarray(1, 33))]) {
        expect(await nameOfFailure(derivePairKeys(crypto, room, me, bad))).to.equal('DataError');
      }
    });

    inside('a digest is the same for the same bytes only', async (crypto) => {
      const [one, same, split, other] = await Promise.all([
        hash16(crypto, Uint8Array.of(1, 2)), hash16(crypto, Uint8Array.of(1, 2)), hash16(crypto, Uint8Array.of(1), Uint8Array.of(2)),
        hash16(crypto, Uint8Array.of(2, 1)),
      ]);
      expect([same, split]).to.deep.equal([one, one]);
      expect(other).not.to.deep.equal(one);
      expect((await sha256(crypto)).length).to.equal(32);
      const { pub } = await createIdentity(crypto);
      expect(await idOf(crypto, pub)).to.deep.equal(await idOf(crypto, pub));
    });

    inside('a key does only what it is for, and stays where it is', async (crypto) => {
      const { privateKey } = await createIdentity(crypto), room = await deriveRoomKey(crypto, 'room');
      expect(await nameOfFailure(crypto.subtle.exportKey('raw', privateKey))).to.equal('InvalidAccessError');
      expect(await nameOfFailure(crypto.subtle.sign('HMAC', privateKey, new Uint8Array(1)))).to.equal('InvalidAccessError');
      const aes = { name: 'AES-GCM', iv: new Uint8Array(12) };
      expect(await nameOfFailure(crypto.subtle.encrypt(aes, room.mac, new Uint8Array(1)))).to.equal('InvalidAccessError');
    });
  });

  describe(`connections of the ${name}`, () => {
    const between = (what: string, work: (a: RTCPeerConnection, b: RTCPeerConnection) => Promise<void>) => it(what, async () => {
      const { environment: { RTCPeerConnection: Connection }, run } = ground(), a = new Connection!(), b = new Connection!();
      await run(work(a, b)).finally(() => [a, b].forEach((pc) => pc.close()));
    });

    between('open, carry messages in order, and close for both', async (a, b) => {
      const [mine, theirs] = await connect(a, b), heard: unknown[] = [], before = b.createDataChannel('later', { negotiated: true, id: 20 });
      theirs.onmessage = ({ data }) => heard.push(data);
      for (let i = 0; i < 20; i++) mine.send(String(i));
      await until(() => heard.length === 20);
      expect(heard).to.deep.equal(Array.from({ length: 20 }, (_, i) => String(i)));
      expect([a.connectionState, b.connectionState, before.readyState === 'closed']).to.deep.equal(['connected', 'connected', false]);
      const closed = new Promise<void>((resolve) => { theirs.onclose = () => resolve(); });
      a.close();
      await closed;
      expect([mine.readyState, theirs.readyState]).to.deep.equal(['closed', 'closed']);
    });

    between('close one channel at both ends, after what was sent before', async (a, b) => {
      await connect(a, b);
      const [mine, theirs] = [a, b].map((pc) => pc.createDataChannel('x', { negotiated: true, id: 12 })) as [RTCDataChannel, RTCDataChannel];
      const heard: unknown[] = [];
      theirs.onmessage = ({ data }) => heard.push(data);
      await until(() => mine.readyState === 'open' && theirs.readyState === 'open');
      mine.send('last');
      mine.close();
      await until(() => mine.readyState === 'closed' && theirs.readyState === 'closed');
      expect(heard).to.deep.equal(['last']);
      expect(a.connectionState).to.equal('connected');
    });

    between('refuse what comes at the wrong time', async (a, b) => {
      a.createDataChannel('control', { negotiated: true, id: 0 });
      const early = b.addIceCandidate({ candidate: 'candidate:1 1 udp 1 10.0.0.1 1 typ host', sdpMid: '0' });
      expect(await nameOfFailure(early)).to.equal('InvalidStateError');
      await a.setLocalDescription();
      expect([a.signalingState, a.localDescription?.type]).to.deep.equal(['have-local-offer', 'offer']);
      await b.setRemoteDescription(a.localDescription!);
      expect(b.signalingState).to.equal('have-remote-offer');
      await b.setLocalDescription();
      expect([b.signalingState, b.localDescription?.type]).to.deep.equal(['stable', 'answer']);
      await a.setRemoteDescription(b.localDescription!);
      expect(await nameOfFailure(a.setRemoteDescription(b.localDescription!))).to.equal('InvalidStateError');
      expect(await nameOfFailure(a.setRemoteDescription({ type: 'offer', sdp: 'rubbish' }))).not.to.equal('none');
      a.close();
      expect(await nameOfFailure(a.setLocalDescription())).to.equal('InvalidStateError');
    });

    between('take new fragments for an ICE restart, and stay the same connection', async (a, b) => {
      const [mine, theirs] = await connect(a, b);
      const ufrag = (pc: RTCPeerConnection) => /a=ice-ufrag:(\S+)/.exec(pc.localDescription?.sdp ?? '')?.[1];
      const before = [ufrag(a), ufrag(b)], heard = new Promise((resolve) => { theirs.onmessage = ({ data }) => resolve(data); });
      a.restartIce();
      await negotiate(a, b);
      expect([ufrag(a) === before[0], ufrag(b) === before[1]]).to.deep.equal([false, false]);
      mine.send('still here');
      expect(await heard).to.equal('still here');
    });

    between('never settle what is under way when they are closed', async (a, b) => {
      a.createDataChannel('control', { negotiated: true, id: 0 });
      let isSettled = false;
      const settle = () => { isSettled = true; };
      a.setLocalDescription().then(settle, settle);
      a.close();
      await connect(b, new (b.constructor as typeof RTCPeerConnection)());
      expect(isSettled).to.equal(false);
    });
  });
}

/** Their control channels, open. */
async function connect(a: RTCPeerConnection, b: RTCPeerConnection): Promise<[RTCDataChannel, RTCDataChannel]> {
  const [mine, theirs] = [a, b].map((pc) => pc.createDataChannel('control', { negotiated: true, id: 0 })) as [RTCDataChannel, RTCDataChannel];
  await negotiate(a, b);
  await until(() => mine.readyState === 'open' && theirs.readyState === 'open');
  return [mine, theirs];
}

/** One offer and one answer, and the candidates of both. */
async function negotiate(a: RTCPeerConnection, b: RTCPeerConnection): Promise<void> {
  for (const [from, to] of [[a, b], [b, a]] as const) {
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) until(() => to.remoteDescription !== null).then(() => to.addIceCandidate(candidate)).catch(ignoreClosed);
    });
  }
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription!);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription!);
}

/** The test is over. */
function ignoreClosed(error: Error): void { if (error.name !== 'InvalidStateError') throw error; }

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => { setTimeout(resolve, 1); });
}

import { expect } from '@open-wc/testing';
import { Course } from '../../../components/peerix-stats/course.js';
import { readingOf } from '../../../components/peerix-stats/reading.js';

const report = (...entries: object[]): RTCStatsReport => new Map(entries.map((entry) => [(entry as { id: string }).id, entry])) as unknown as RTCStatsReport;
const pair = { id: 'P', type: 'candidate-pair', timestamp: 1000, localCandidateId: 'L', remoteCandidateId: 'R', currentRoundTripTime: 0.042, bytesSent: 1000, bytesReceived: 2000 };
const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'P' };
const local = { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp', address: '192.0.2.1' };
const remote = { id: 'R', type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp', address: '192.0.2.2' };
const video = { id: 'V', type: 'inbound-rtp', kind: 'video', frameWidth: 640, frameHeight: 360, framesPerSecond: 24, packetsReceived: 90, packetsLost: 10, codecId: 'C' };
const codec = { id: 'C', type: 'codec', mimeType: 'video/VP9' };

describe('a reading of a connection', () => {
  it('has the path, what comes in, and no address', () => {
    const smaller = { ...video, id: 'W', frameWidth: 320, frameHeight: 180, packetsLost: undefined };
    const reading = readingOf(report(transport, pair, local, remote, smaller, video, codec))!;
    expect(reading).to.deep.equal({
      at: 1000, pair: 'P', isRelayed: false, protocol: 'udp', roundTrip: 0.042, sentBytes: 1000, receivedBytes: 2000,
      receivedPackets: 180, lostPackets: 10, picture: { width: 640, height: 360, rate: 24 }, codecs: ['VP9'],
    });
    expect(JSON.stringify(reading)).to.not.contain('192.0.2');
  });

  it('tells a relay on either side, and how it is reached', () => {
    const relayed = { ...local, candidateType: 'relay', relayProtocol: 'tls' };
    expect(readingOf(report(transport, pair, relayed, remote))).to.include({ isRelayed: true, protocol: 'tls' });
    expect(readingOf(report(transport, pair, local, { ...remote, candidateType: 'relay' }))).to.include({ isRelayed: true, protocol: 'udp' });
  });

  it('finds the path as Firefox and as older browsers tell it, and none where there is none', () => {
    const other = { ...pair, id: 'Q', selected: false, nominated: true, state: 'succeeded' };
    expect(readingOf(report(other, { ...pair, selected: true }, local, remote))!.pair).to.equal('P');
    expect(readingOf(report({ ...pair, id: 'Q', nominated: false, state: 'failed' }, { ...pair, nominated: true, state: 'succeeded' }))!.pair).to.equal('P');
    expect(readingOf(report(local, remote))).to.equal(undefined);
    expect(readingOf(report({ ...transport, selectedCandidatePairId: undefined }))).to.equal(undefined);
  });
});

describe('the course of a link', () => {
  const reading = (at: number, fields: object = {}) => ({ ...readingOf(report(transport, { ...pair, timestamp: at }, local, remote))!, ...fields });

  it('has rates from the second reading on', () => {
    const course = new Course();
    course.add(reading(1000));
    expect(course.now).to.deep.equal({ up: undefined, down: undefined, loss: undefined });
    course.add(reading(3000, { sentBytes: 2000, receivedBytes: 27_000, receivedPackets: 95, lostPackets: 5 }));
    expect(course.now).to.deep.equal({ up: 4000, down: 100_000, loss: 0.05 });
  });

  it('starts anew with another path, and where counters fall back', () => {
    const course = new Course();
    course.add(reading(1000));
    course.add(reading(3000, { pair: 'Q', receivedBytes: 9e9 }));
    expect(course.now.down).to.equal(undefined);
    course.add(reading(5000, { pair: 'Q', receivedBytes: 10 }));
    expect(course.now.down).to.equal(undefined);
    course.add(undefined);
    expect([course.last, course.now.down]).to.deep.equal([undefined, undefined]);
  });

  it('loses nothing less than nothing, and knows a minute', () => {
    const course = new Course();
    for (let i = 0; i < 40; i++) course.add(reading(i * 2000, { receivedPackets: i * 10, lostPackets: 40 - i }));
    expect(course.now.loss).to.equal(0);
    expect(course.points).to.have.length(30);
  });
});

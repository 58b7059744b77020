import { expect } from '@open-wc/testing';
import { meet, newPeer, ownDriver } from '../room/members.js';

describe('a browser that gives no more connections', () => {
  it('is one PEER_LIMIT error, never an exception, and people meet once it gives some', async () => {
    let refusals = 3;
    class Scarce extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        if (refusals-- > 0) throw new DOMException('Cannot create so many PeerConnections', 'UnknownError');
        super(configuration);
      }
    }
    const driver = ownDriver(), short = newPeer({ driver, RTCPeerConnection: Scarce }), other = newPeer({ driver });
    const codes: string[] = [];
    short.on('error', ({ error }) => codes.push(error.code));
    await Promise.all([short.join({ room: 'r' }), other.join({ room: 'r' })]);
    await meet(short, other);
    expect(codes).to.deep.equal(['PEER_LIMIT']);
    expect(refusals).to.be.at.most(0);
  }).timeout(60_000);
});

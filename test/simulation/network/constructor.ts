import type { Tab } from '../tab.js';
import { SimConnection } from './connection.js';
import { fingerprintOfCertificate } from './sdp.js';

/** What `new RTCPeerConnection` means in that tab. */
export function connectionOf(tab: Tab): typeof RTCPeerConnection {
  class Connection extends SimConnection {
    constructor(configuration: RTCConfiguration = {}) { super(tab, configuration); }

    static async generateCertificate(): Promise<RTCCertificate> {
      const value = fingerprintOfCertificate(tab.network.nextSerial());
      await new Promise<void>((resolve) => { tab.after(tab.random() * 3, resolve); });
      return { expires: Infinity, getFingerprints: () => [{ algorithm: 'sha-256', value }] };
    }
  }
  return Connection as unknown as typeof RTCPeerConnection;
}

import { Driver, MemoryDriver, Peer, type Bytes, type DriverHandler } from '../../src/index.js';

/** A bus that somebody can be cut off from. */
export class Line extends Driver {
  readonly #inner = new MemoryDriver();
  isCut = false;
  subscribe(topic: string, handler: DriverHandler): void { this.#inner.subscribe(topic, handler); }
  unsubscribe(topic: string, handler: DriverHandler): void { this.#inner.unsubscribe(topic, handler); }
  publish(topic: string, bytes: Bytes): void { if (!this.isCut) this.#inner.publish(topic, bytes); }
  say(online: boolean): void { this.report(online, online ? undefined : new Error('away')); }
}

/** Somebody whose connections can be broken, and who then cannot be reached until the line is mended. */
export class Fragile {
  readonly line = new Line();
  readonly peer: Peer;
  readonly #connections: RTCPeerConnection[] = [];

  constructor() {
    const made = this.#connections;
    this.peer = new Peer({
      driver: this.line,
      RTCPeerConnection: class extends RTCPeerConnection {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          made.push(this);
        }
      },
    });
    this.peer.on('error', () => { /* it may be given up */ });
  }

  breakLink(): void {
    this.line.isCut = true;
    for (const connection of this.#connections.splice(0)) connection.close();
  }
  mend(): void { this.line.isCut = false; }
}

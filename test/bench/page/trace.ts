import type { Bytes, DriverHandler, DriverLike } from '../../../src/index.js';
import type { Environment } from '../../../src/environment.js';

/** One thing that happened at one end, ms after the start. */
export interface Step { readonly end: string; readonly what: string; readonly at: number }

const PACKETS = ['', 'join', 'first', 'mail', 'leave'];

/** Writes down what one end of a pair asks of the platform, and when it got it. */
export class Trace {
  readonly connection: typeof RTCPeerConnection;
  readonly #started: number;
  readonly #steps: { what: string; at: number }[] = [];
  readonly #seen = new Map<string, number>();

  constructor(started: number) {
    this.#started = started;
    this.connection = tracedConnection(this);
  }

  /** `what` gets a number from its second time on. */
  readonly mark = (what: string): void => {
    const times = (this.#seen.get(what) ?? 0) + 1;
    this.#seen.set(what, times);
    this.#steps.push({ what: times > 1 ? `${what} (${times})` : what, at: performance.now() - this.#started });
  };

  readonly span = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    this.mark(`${what} …`);
    const result = await work();
    this.mark(`${what} done`);
    return result;
  };

  /** With the end named by what it turned out to be. */
  steps(): Step[] {
    const firstDescription = this.#steps.find(({ what }) => /^set(Local|Remote)Description/.test(what));
    const end = firstDescription?.what.startsWith('setLocal') ? 'offerer' : 'answerer';
    return this.#steps.map((step) => ({ end, ...step }));
  }

  environment(): Environment {
    return {
      now: () => performance.now(),
      setTimeout: (callback, ms) => setTimeout(callback, ms),
      clearTimeout: (timer) => clearTimeout(timer as number),
      random: () => Math.random(),
      crypto: { subtle: this.#tracedSubtle(), getRandomValues: (array) => crypto.getRandomValues(array) },
      RTCPeerConnection: this.connection,
    };
  }

  driver(driver: DriverLike): DriverLike {
    const { mark } = this;
    return {
      subscribe: (topic: string, handler: DriverHandler) => driver.subscribe(topic, handler),
      unsubscribe: (topic: string, handler: DriverHandler) => driver.unsubscribe(topic, handler),
      publish(topic: string, bytes: Bytes) {
        mark(`publish ${PACKETS[bytes[1] ?? 0]}`);
        return driver.publish(topic, bytes);
      },
    };
  }

  #tracedSubtle(): SubtleCrypto {
    return new Proxy(crypto.subtle, {
      get: (subtle, name: keyof SubtleCrypto) => {
        const method = subtle[name] as (...args: unknown[]) => Promise<unknown>;
        return (...args: unknown[]) => this.span(name, () => method.apply(subtle, args));
      },
    });
  }
}

function tracedConnection({ mark, span }: Trace): typeof RTCPeerConnection {
  return class extends RTCPeerConnection {
    static override generateCertificate(algorithm: AlgorithmIdentifier): Promise<RTCCertificate> {
      return span('generateCertificate', () => super.generateCertificate(algorithm));
    }

    constructor(configuration?: RTCConfiguration) {
      mark('new RTCPeerConnection …');
      super(configuration);
      mark('new RTCPeerConnection done');
      this.addEventListener('icecandidate', ({ candidate }) => mark(candidate ? 'candidate' : 'gathered'));
      this.addEventListener('iceconnectionstatechange', () => mark(`ICE ${this.iceConnectionState}`));
      this.addEventListener('connectionstatechange', () => mark(`connection ${this.connectionState}`));
    }

    override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, init);
      channel.addEventListener('open', () => mark(`channel ${channel.id} open`));
      channel.addEventListener('message', () => mark(`channel ${channel.id} message`));
      return channel;
    }

    override setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
      return span('setLocalDescription', () => super.setLocalDescription(description));
    }

    override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      return span('setRemoteDescription', () => super.setRemoteDescription(description));
    }

    override addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
      return span('addIceCandidate', () => super.addIceCandidate(candidate));
    }
  } as typeof RTCPeerConnection;
}

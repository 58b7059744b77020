import type { Environment, Timers } from '../environment.js';
import { PeerixError } from '../errors.js';
import type { Settings } from '../options.js';
import { peerLimit } from './failure.js';
import { IceServerSource } from './ice-servers.js';

export interface ConnectionsHost {
  readonly environment: Environment;
  /** Today's: what changes counts from the next connection. */
  readonly settings: Settings;
  readonly timers: Timers;
  onError(error: PeerixError): void;
}

/** Makes the connections of one membership: all with its certificate, each with the ICE servers of its moment. */
export class Connections {
  readonly #host: ConnectionsHost;
  #iceServers: IceServerSource | undefined;
  #certificates: RTCCertificate[] | undefined;
  #certified: Promise<void> | undefined;
  #isRefused = false;

  constructor(host: ConnectionsHost) { this.#host = host; }

  /** The first connection waits for the certificate, not the announcement. @throws `UNSUPPORTED` */
  prepare(): void {
    this.#certified = createCertificates(this.#Connection()).then((certificates) => { this.#certificates = certificates; });
  }

  /** The certificate is there. */
  get certified(): Promise<void> { return this.#certified ?? Promise.resolve(); }

  /** Throws, or rejects, where the browser gives none; `onError` has told why. */
  create(): RTCPeerConnection | Promise<RTCPeerConnection> {
    const { settings: { iceServers }, timers } = this.#host;
    if (this.#iceServers?.option !== iceServers) this.#iceServers = undefined;
    this.#iceServers ??= new IceServerSource(iceServers, timers, (error) => this.#host.onError(error));
    const servers = this.#iceServers.get();
    if (this.#certificates && !(servers instanceof Promise)) return this.#connect(servers);
    return Promise.all([servers, this.#certified]).then(([list]) => this.#connect(list));
  }

  #connect(iceServers: RTCIceServer[]): RTCPeerConnection {
    const Connection = this.#Connection();
    try {
      const connection = new Connection({
        iceServers, iceTransportPolicy: this.#host.settings.iceTransportPolicy, bundlePolicy: 'max-bundle',
        certificates: this.#certificates ?? [],
      });
      this.#isRefused = false;
      return connection;
    } catch (cause) {
      // Said once, however many remotes wait for one: they try again, ever rarer.
      if (!this.#isRefused) this.#host.onError(peerLimit(cause));
      this.#isRefused = true;
      throw cause;
    }
  }

  #Connection(): typeof RTCPeerConnection {
    const { RTCPeerConnection: Connection } = this.#host.environment;
    if (!Connection) throw unavailable();
    return Connection;
  }
}

// One certificate a join: shared across rooms it would link them. Where none can be made, each connection makes its own.
async function createCertificates(Connection: typeof RTCPeerConnection): Promise<RTCCertificate[]> {
  try {
    return [await Connection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as AlgorithmIdentifier)];
  } catch {
    return [];
  }
}

function unavailable(): PeerixError {
  return new PeerixError('UNSUPPORTED', 'There is no RTCPeerConnection here.', {
    hint: 'Use a browser with WebRTC, or give the option RTCPeerConnection.',
  });
}

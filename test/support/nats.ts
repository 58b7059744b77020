import { command } from './command.js';

/** One message as the operator of the server sees it. */
export interface Overheard {
  readonly subject: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const started = new Set<NatsServer>();
after(async () => {
  await Promise.all([...started].map((server) => server.stop()));
});

/** A real nats-server for this test file; stopped after it. */
export class NatsServer {
  /** With a `token`, only clients that name it get in. */
  static async start(options: { token?: string } = {}): Promise<NatsServer> {
    const { id, url } = await command<{ id: string; url: string }>('nats-start', options);
    const server = new NatsServer(id, url);
    started.add(server);
    return server;
  }

  /** So many that are one: what is published on any of them is heard on all. */
  static async startCluster(size: number): Promise<NatsServer[]> {
    const ids = await command<{ id: string; url: string }[]>('nats-cluster', { size });
    const servers = ids.map(({ id, url }) => new NatsServer(id, url));
    for (const server of servers) started.add(server);
    return servers;
  }

  private constructor(private readonly id: string, /** `ws://127.0.0.1:…`, the same after a restart. */ readonly url: string) {}

  /** Ends it in good order: clients are told. */
  stop(): Promise<void> { return this.run('nats-stop', { signal: 'SIGTERM' }); }

  /** `kill -9`. */
  kill(): Promise<void> { return this.run('nats-stop', { signal: 'SIGKILL' }); }

  /** Starts it on the same port, after `stop` or `kill` or while it runs; with another `token` if one is given. */
  restart(options: { token?: string } = {}): Promise<void> { return this.run('nats-restart', options); }

  /** It hangs: sockets stay open and nothing answers. */
  freeze(): Promise<void> { return this.run('nats-signal', { signal: 'SIGSTOP' }); }

  thaw(): Promise<void> { return this.run('nats-signal', { signal: 'SIGCONT' }); }

  /** From now on everything published here is kept for `overheard`, until it is stopped. */
  tap(): Promise<void> { return this.run('nats-tap', {}); }

  async overheard(): Promise<Overheard[]> {
    const messages = await command<{ subject: string; base64: string }[]>('nats-tapped', { id: this.id });
    return messages.map(({ subject, base64 }) => ({ subject, bytes: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) }));
  }

  private run(name: string, payload: object): Promise<void> { return command(name, { id: this.id, ...payload }); }
}

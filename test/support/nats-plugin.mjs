import { commandsPlugin } from './commands-plugin.mjs';
import { NatsServer } from './nats-server.mjs';

/**
 * Real nats-servers for test files, by server command. Every payload but those that start some names the server by `id`.
 *
 * | command | payload | gives |
 * |---|---|---|
 * | `nats-start` | `token?` | `{ id, url }` |
 * | `nats-cluster` | `size` | `{ id, url }[]`, routed to each other |
 * | `nats-stop` | `id, signal?` | |
 * | `nats-restart` | `id, token?`: same port | |
 * | `nats-signal` | `id, signal`: `SIGSTOP` hangs, `SIGCONT` goes on | |
 * | `nats-tap` | `id`: listen to everything from now on | |
 * | `nats-tapped` | `id` | what was heard so far: `{ subject, base64 }[]` |
 */
export function natsPlugin() {
  const servers = new Map();

  const commands = {
    async 'nats-start'({ token }) {
      const server = await NatsServer.create();
      servers.set(server.id, server);
      await server.start(token);
      return { id: server.id, url: server.url };
    },
    async 'nats-cluster'({ size }) {
      const cluster = await NatsServer.createCluster(size);
      for (const server of cluster) servers.set(server.id, server);
      // One after the other: each finds those before it, so that all are one when the last is there.
      for (const server of cluster) await server.start();
      return cluster.map(({ id, url }) => ({ id, url }));
    },
    'nats-stop': ({ id, signal }) => known(id).stop(signal),
    'nats-restart': ({ id, token }) => known(id).restart(token),
    'nats-signal': ({ id, signal }) => known(id).signal(signal),
    'nats-tap': ({ id }) => known(id).tap(),
    'nats-tapped': ({ id }) => known(id).tapped,
  };

  function known(id) {
    const server = servers.get(id);
    if (!server) throw new Error(`No nats-server with id ${id}: nats-start gives one.`);
    return server;
  }

  return commandsPlugin({
    name: 'nats',
    commands,
    stop: () => Promise.all([...servers.values()].map((server) => server.stop())),
  });
}

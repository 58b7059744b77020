import { MemoryDriver, type Bytes, type DriverLike } from '../../../src/index.js';

/** Packets say their kind in the second byte (protocol §2). */
const LEAVE = 4;

/** A driver that loses goodbyes: what the other side learns, it learns over the connection. */
export function withoutGoodbyes(): DriverLike {
  const inner = new MemoryDriver(crypto.randomUUID());
  return {
    subscribe: (topic, handler) => inner.subscribe(topic, handler),
    unsubscribe: (topic, handler) => inner.unsubscribe(topic, handler),
    publish: (topic: string, bytes: Bytes) => { if (bytes[1] !== LEAVE) inner.publish(topic, bytes); },
  };
}

/** A connection that loses goodbyes: what the other side learns, it learns from the driver. */
export class Mumbling extends RTCPeerConnection {
  override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
    const channel = super.createDataChannel(label, init), send = channel.send.bind(channel) as (data: unknown) => void;
    channel.send = (data: unknown) => { if (!String(data).startsWith('{"t":"leave"')) send(data); };
    return channel;
  }
}

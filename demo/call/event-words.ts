import type { PeerEvent } from '../../components/index.js';
import { nameOf } from './people.js';

export type RoomEvent = PeerEvent;

const MOST_CHARACTERS = 120;

/** Whom it is about; empty when it is about oneself. */
export function whoOf(event: RoomEvent): string {
  return 'remote' in event && event.remote ? nameOf(event.remote) : '';
}

/** What is particular about it, beyond its name. */
export function whatOf(event: RoomEvent): string {
  switch (event.name) {
    case 'connection:new': case 'connection:connecting': case 'connection:connected':
    case 'connection:disconnected': case 'connection:failed': case 'connection:closed':
      return listed(event.previous && `was ${event.previous}`, event.reason);
    case 'channel:new': case 'channel:open': case 'channel:close': return event.label;
    case 'channel:message': return `${event.label}: ${preview(event.data)}`;
    case 'transfer': return listed(event.label, event.transfer.fileName, event.transfer.size !== undefined && `${event.transfer.size} bytes`);
    case 'channel:error': return `${event.label}: ${event.error.message}`;
    case 'stream:add': case 'stream:remove': return event.label;
    case 'track:add': case 'track:remove': return `${event.label}, ${event.track.kind}`;
    case 'mute': return `${event.label}, ${event.kind} ${event.muted ? 'off' : 'on'}`;
    case 'metadata': return preview(event.metadata);
    case 'signaling': return listed(event.online ? 'online' : 'offline', event.reason && messageOf(event.reason));
    case 'state': return event.state;
    case 'error': return `${event.error.code}: ${event.error.message}`;
    default: return '';
  }
}

const listed = (...parts: unknown[]): string => parts.filter(Boolean).join(', ');
const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

function preview(data: unknown): string {
  const text = summary(data);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** Of what JSON shows as `{}`, how much it is. */
function summary(data: unknown): string {
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return `${data.byteLength} bytes`;
  if (data instanceof Blob) return listed(data instanceof File && data.name, `${data.size} bytes`);
  if (data instanceof ReadableStream) return 'a stream';
  return JSON.stringify(data) ?? '';
}

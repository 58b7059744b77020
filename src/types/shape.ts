/**
 * The one type parameter of the library. Name what your rooms carry; leave out what you don't use.
 * ```ts
 * interface App { metadata: { name: string }; messages: { chat: string; cursor: Point }; requests: { add(x: Pair): number } }
 * const peer = new Peer<App>({ driver });
 * ```
 * It describes what honest members send. Remote data is never validated by it.
 */
export interface Shape {
  metadata?: unknown;
  /** by channel label */
  messages?: object;
  /** by request name: functions from request data to response data */
  requests?: object;
}
/** Metadata when no shape is given. `name` is what the elements show. Never undefined: `{}` if none was sent. */
export interface Metadata { name?: string; [key: string]: any }

// The default is `any`, read as "no shape", and not `Shape`: `Peer<App>` is not assignable to `Peer<Shape>`
// (methods make it invariant), so a typed peer could not be put into an untyped `<peerix-room>`.
type IsAny<T> = 0 extends 1 & T ? true : false;
export type MetadataOf<S> = IsAny<S> extends true ? Metadata : S extends { metadata: infer M } ? M : Metadata;
export type MessagesOf<S> = IsAny<S> extends true ? { [label: string]: unknown } : S extends { messages: infer M extends object } ? M : { [label: string]: unknown };
export type RequestsOf<S> = IsAny<S> extends true ? { [name: string]: (data: any) => any } : S extends { requests: infer R extends object } ? R : { [name: string]: (data: any) => any };
export type Label<S> = keyof MessagesOf<S> & string;
export type RequestName<S> = keyof RequestsOf<S> & string;
export type Payload<S, L> = L extends keyof MessagesOf<S> ? (unknown extends MessagesOf<S>[L] ? Sendable : MessagesOf<S>[L]) : never;
export type Ask<S, N extends RequestName<S>> = RequestsOf<S>[N] extends (data: infer D, ...rest: any[]) => any ? D : never;
export type Answer<S, N extends RequestName<S>> = RequestsOf<S>[N] extends (...args: any[]) => infer R ? Awaited<R> : never;

/**
 * A string, JSON value, `ArrayBuffer` or view, `Blob`, `File`, or `ReadableStream` of bytes. Arrives as the same type.
 * `object` on purpose: a recursive `Json` type rejects every `interface`. `undefined`, functions, `bigint`,
 * `Map`, `Set` and cycles reject with `BAD_DATA` (`JSON.stringify` would lose them silently).
 */
export type Sendable = string | number | boolean | null | object;


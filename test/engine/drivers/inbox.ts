import { waitUntil } from '@open-wc/testing';
import type { Bytes, DriverLike } from '../../../src/drivers/driver.js';

export const bytes = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

/** A driver's handler that keeps what it hears, as text. */
export class Inbox {
  readonly heard: string[] = [];
  readonly handler = (message: Uint8Array): void => { this.heard.push(new TextDecoder().decode(message)); };

  static async on(driver: DriverLike, topic: string): Promise<Inbox> {
    const inbox = new Inbox();
    await driver.subscribe(topic, inbox.handler);
    return inbox;
  }

  async hears(text: string): Promise<void> {
    await until(() => this.heard.includes(text), `"${text}" never arrived; heard: ${this.heard}`);
  }
}

/** What a driver says about being online, in order. */
export function history(driver: EventTarget & { readonly online: boolean; readonly reason?: unknown }): string[] {
  const said: string[] = [];
  driver.addEventListener('online', () => said.push('online'));
  driver.addEventListener('offline', () => said.push('offline'));
  return said;
}

export function until(condition: () => unknown, message: string, timeout = 15_000): Promise<void> {
  return waitUntil(() => Boolean(condition()), message, { interval: 10, timeout });
}

export async function rejection(promise: void | Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It should have been rejected.');
}

/** Runs `action` and gives what it wrote to `console.error`, which stays quiet meanwhile. */
export async function consoleErrors(action: () => Promise<void>): Promise<unknown[][]> {
  const { error } = console;
  const written: unknown[][] = [];
  console.error = (...args: unknown[]) => { written.push(args); };
  try {
    await action();
  } finally {
    console.error = error;
  }
  return written;
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { DeviceChanges } from '../devices/device-changes.js';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

const KINDS: Readonly<Record<DeviceKind, MediaDeviceKind>> = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' };

/** The devices that the browser names: before the person has allowed one, none. */
export class DeviceList implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #devices: readonly MediaDeviceInfo[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
    new DeviceChanges(host, () => void this.look());
  }

  of(kind: DeviceKind): readonly MediaDeviceInfo[] {
    return this.#devices.filter((device) => device.kind === KINDS[kind] && device.deviceId);
  }

  hostConnected(): void { void this.look(); }

  /** Asks the browser again: names come with the permission, and no event tells of that. */
  async look(): Promise<void> {
    // Insecure pages have no `mediaDevices`; where the list is refused, there is nothing to choose.
    this.#devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
    this.#host.requestUpdate();
  }
}

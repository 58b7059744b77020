import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { DeviceChanges } from './device-changes.js';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

const KINDS: Readonly<Record<DeviceKind, MediaDeviceKind>> = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' };

/**
 * The devices of this computer, as far as the browser names them: before the person has allowed one, it keeps their
 * names and ids to itself.
 */
export class DeviceList implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  /** By id, also of those that have gone: to say what was unplugged. */
  readonly #labels = new Map<string, string>();
  #devices: readonly MediaDeviceInfo[] = [];
  #looks = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
    new DeviceChanges(host, () => void this.look());
  }

  of(kind: DeviceKind): readonly MediaDeviceInfo[] {
    return this.#devices.filter((device) => device.kind === KINDS[kind] && device.deviceId);
  }

  /** What it is, or was, called. */
  labelOf(id: string): string | undefined { return this.#labels.get(id); }

  hostConnected(): void { void this.look(); }

  /** Asks the browser again: names come with the permission, and of that no event tells. */
  async look(): Promise<void> {
    const look = ++this.#looks;
    const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
    if (look !== this.#looks) return;
    for (const { deviceId, label } of devices) if (label) this.#labels.set(deviceId, label);
    this.#devices = devices;
    this.#host.requestUpdate();
  }
}

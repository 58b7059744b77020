import { stub } from '../support.js';

type Kind = 'audioinput' | 'videoinput' | 'audiooutput';

/** The devices of the test browser, to be unplugged and plugged in again. */
export interface Desk {
  ids(kind: Kind): string[];
  label(id: string): string;
  /** What the browser was asked for. */
  readonly asked: MediaStreamConstraints[];
  unplug(id: string, ...tracks: (MediaStreamTrack | undefined)[]): void;
  plug(id: string): void;
}

const exact = (constraints: boolean | MediaTrackConstraints | undefined): string | undefined => {
  const id = typeof constraints === 'object' ? constraints.deviceId : undefined;
  return typeof id === 'object' && 'exact' in id ? String(id.exact) : undefined;
};

export async function desk(): Promise<Desk> {
  const { getUserMedia, enumerateDevices } = MediaDevices.prototype, mediaDevices = navigator.mediaDevices;
  const permitted = await getUserMedia.call(mediaDevices, { audio: true, video: true });
  const all = (await enumerateDevices.call(mediaDevices)).filter(({ deviceId }) => deviceId !== 'default' && deviceId !== 'communications');
  permitted.getTracks().forEach((track) => track.stop());
  const gone = new Set<string>();
  const asked: MediaStreamConstraints[] = [];
  const present = (kind: Kind): MediaDeviceInfo[] => all.filter((device) => device.kind === kind && !gone.has(device.deviceId));
  const given = (kind: Kind, constraints: boolean | MediaTrackConstraints | undefined): MediaTrackConstraints | false => {
    if (!constraints) return false;
    const [first] = present(kind);
    if (!first) throw new DOMException('None.', 'NotFoundError');
    const id = exact(constraints) ?? first.deviceId;
    if (gone.has(id)) throw Object.assign(new DOMException('Gone.', 'OverconstrainedError'), { constraint: 'deviceId' });
    return { ...(typeof constraints === 'object' && constraints), deviceId: { exact: id } };
  };
  stub(mediaDevices, 'enumerateDevices', () => Promise.resolve(all.filter(({ deviceId }) => !gone.has(deviceId))));
  stub(mediaDevices, 'getUserMedia', async ({ audio, video } = {}) => {
    asked.push({ ...(audio && { audio }), ...(video && { video }) });
    return getUserMedia.call(mediaDevices, { audio: given('audioinput', audio), video: given('videoinput', video) });
  });
  const changed = (): void => { mediaDevices.dispatchEvent(new Event('devicechange')); };
  return {
    asked,
    ids: (kind) => all.filter((device) => device.kind === kind).map(({ deviceId }) => deviceId),
    label: (id) => all.find(({ deviceId }) => deviceId === id)!.label,
    unplug(id, ...tracks) {
      gone.add(id);
      for (const track of tracks) {
        track?.stop();
        track?.dispatchEvent(new Event('ended'));
      }
      changed();
    },
    plug(id) {
      gone.delete(id);
      changed();
    },
  };
}

import { until } from '../support.js';

export type Colour = 'red' | 'lime' | 'blue';
const CHANNEL: Record<Colour, number> = { red: 0, lime: 1, blue: 2 };

const stops: (() => void)[] = [];
afterEach(() => { for (const stop of stops.splice(0)) stop(); });

/** A moving picture of one colour. */
export function picture(colour: Colour = 'red', size = 64): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d')!;
  let tick = 0;
  const draw = () => {
    context.fillStyle = colour;
    context.fillRect(0, 0, size, size);
    context.fillStyle = 'black';
    context.fillRect(tick++ % size, 0, 1, 1); // an unchanged picture sends no frame
  };
  draw();
  const timer = setInterval(draw, 30);
  const stream = canvas.captureStream(30);
  stops.push(() => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  });
  return stream;
}

export function tone(): MediaStream {
  const audio = new AudioContext(), oscillator = audio.createOscillator(), output = audio.createMediaStreamDestination();
  oscillator.connect(output);
  oscillator.start();
  stops.push(() => void audio.close());
  return output.stream;
}

export function pictureAndTone(colour: Colour = 'red'): MediaStream {
  return new MediaStream([...picture(colour).getTracks(), ...tone().getTracks()]);
}

/** Resolves when the picture of the stream has that colour. */
export async function shows(stream: MediaStream, colour: Colour): Promise<void> {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.srcObject = stream;
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d')!;
  await until(`the picture is ${colour}`, () => {
    context.drawImage(video, 16, 16, 1, 1, 0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return [red!, green!, blue!].every((value, i) => (i === CHANNEL[colour] ? value > 180 : value < 90));
  });
  video.srcObject = null;
}

/** Frames that this connection has decoded so far. */
export async function framesDecoded(pc: RTCPeerConnection): Promise<number> {
  const stats = [...(await pc.getStats() as unknown as Map<string, { type: string; kind?: string; framesDecoded?: number }>).values()];
  return stats.reduce((sum, { type, framesDecoded: frames }) => sum + (type === 'inbound-rtp' ? frames ?? 0 : 0), 0);
}

export function mediaLines(pc: RTCPeerConnection): number {
  return [...(pc.localDescription?.sdp ?? '').matchAll(/^m=(audio|video) /gm)].length;
}

/** Calls of `setLocalDescription` that changed something, from now on. */
export function negotiations(pc: RTCPeerConnection): { count: number } {
  const seen = { count: 0 };
  pc.addEventListener('signalingstatechange', () => { if (pc.signalingState !== 'stable') seen.count++; });
  return seen;
}

/** 1280 × 720, 30 frames a second, restless. A device would be shared with other tests, and come in the size that they asked for. */
export async function camera(): Promise<MediaStream> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 }), context = canvas.getContext('2d')!;
  let tick = 0;
  const draw = () => {
    for (let i = 0; i < 40; i++) {
      context.fillStyle = `hsl(${tick * 3 + i * 9} 80% 50%)`;
      context.fillRect((tick * (i % 7 + 1) * 5 + i * 97) % 1280, i * 18, 160, 18);
    }
    tick++;
  };
  draw();
  const timer = setInterval(draw, 33), stream = canvas.captureStream(30), [track] = stream.getVideoTracks();
  stops.push(() => {
    clearInterval(timer);
    track!.stop();
  });
  await until('the picture has its size', () => track!.getSettings().width === 1280);
  return stream;
}

interface Outbound { readonly width: number; readonly bytes: number; readonly frames: number; readonly encodeSeconds: number; readonly codec: string | undefined }

/** What this connection sends of a picture, so far. */
export async function sentPicture(pc: RTCPeerConnection): Promise<Outbound> {
  const stats = [...(await pc.getStats() as unknown as Map<string, Record<string, unknown>>).values()];
  const outbound = stats.find(({ type, kind }) => type === 'outbound-rtp' && kind === 'video') ?? {};
  const number = (name: string) => Number(outbound[name] ?? 0);
  return {
    width: number('frameWidth'), bytes: number('bytesSent'), frames: number('framesEncoded'), encodeSeconds: number('totalEncodeTime'),
    codec: stats.find(({ id }) => id === outbound['codecId'])?.['mimeType'] as string | undefined,
  };
}

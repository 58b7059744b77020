export type Colour = 'red' | 'lime' | 'blue';
const CHANNEL: Record<Colour, number> = { red: 0, lime: 1, blue: 2 };
const SIZE = 64;

/** A moving picture of one colour. */
export function picture(colour: Colour): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const context = canvas.getContext('2d')!;
  let tick = 0;
  setInterval(() => {
    context.fillStyle = colour;
    context.fillRect(0, 0, SIZE, SIZE);
    context.fillStyle = 'black';
    context.fillRect(tick++ % SIZE, 0, 1, 1); // an unchanged picture sends no frame
  }, 30);
  return canvas.captureStream(30);
}

/** What the browser makes up where there is no camera. */
export function camera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 180 } });
}

const shown = new WeakMap<MediaStream, HTMLVideoElement>();

/** Its colour just now; undefined while nothing is to be seen. */
export function colourOf(stream: MediaStream): Colour | undefined {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d')!;
  context.drawImage(screenOf(stream), SIZE / 4, SIZE / 4, 1, 1, 0, 0, 1, 1);
  const rgb = context.getImageData(0, 0, 1, 1).data;
  const isColour = (channel: number) => [0, 1, 2].every((i) => (i === channel ? rgb[i]! > 180 : rgb[i]! < 90));
  return (Object.keys(CHANNEL) as Colour[]).find((colour) => isColour(CHANNEL[colour]));
}

function screenOf(stream: MediaStream): HTMLVideoElement {
  const known = shown.get(stream);
  if (known) return known;
  const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true, autoplay: true });
  document.body.append(video);
  shown.set(stream, video);
  return video;
}

import { Picture, Screen } from './picture.js';
import { RawPair } from './raw-pair.js';
import { Room } from './room.js';
import { Countdown } from './waiting.js';

const TIMEOUT_MS = 10_000;

/** In a connected pair, from publishing to the first frame on the other side's screen. */
export interface PublishSample { readonly frame: number }

export async function rawPublish(): Promise<PublishSample> {
  const opened = new Countdown(2, 'open channels', TIMEOUT_MS);
  const pair = new RawPair();
  for (const channel of pair.channels) channel.onopen = () => opened.signal();
  try {
    await pair.negotiate();
    await opened.done;
    return await untilFirstFrame(async (picture, screen) => {
      pair.answerer.ontrack = ({ streams: [stream] }) => { if (stream) screen.show(stream); };
      pair.offerer.addTrack(picture.track, picture.stream);
      await pair.negotiate();
    });
  } finally {
    await pair.close();
  }
}

/** The session's offerer or its answerer, as it falls: ids are random. */
export async function publish(): Promise<PublishSample> {
  const room = new Room(2, TIMEOUT_MS);
  try {
    await room.join();
    await room.connected;
    const [publisher, viewer] = room.peers;
    return await untilFirstFrame((picture, screen) => {
      viewer?.on('stream:add', ({ stream }) => screen.show(stream));
      publisher?.publish(picture.stream);
    });
  } finally {
    await room.leave();
  }
}

async function untilFirstFrame(start: (picture: Picture, screen: Screen) => void | Promise<void>): Promise<PublishSample> {
  const picture = new Picture();
  const screen = new Screen(TIMEOUT_MS);
  try {
    const started = performance.now();
    await start(picture, screen);
    return { frame: await screen.firstFrame - started };
  } finally {
    picture.stop();
    screen.remove();
  }
}

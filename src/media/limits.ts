import type { TrackLimits } from '../types/index.js';

/** The encoding parameters (WebRTC §5.2) that limits stand for. */
export function encodingOf(limits: TrackLimits = {}): RTCRtpEncodingParameters {
  const { maxBitrate, maxFramerate, scaleResolutionDownBy, priority } = limits;
  return {
    ...(maxBitrate !== undefined && { maxBitrate }),
    ...(maxFramerate !== undefined && { maxFramerate }),
    ...(scaleResolutionDownBy !== undefined && { scaleResolutionDownBy }),
    ...(priority !== undefined && { priority, networkPriority: priority }),
  };
}

const LIMITED = ['maxBitrate', 'maxFramerate', 'scaleResolutionDownBy', 'priority', 'networkPriority'] as const;
const DEFAULT_PRIORITY: RTCPriorityType = 'low';

/** Sets a sender's limits; without any, whatever an earlier slot left there goes. */
export async function applyLimits(sender: RTCRtpSender, limits: TrackLimits | undefined): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  const isLimited = LIMITED.some((name) => encoding?.[name] !== undefined && encoding[name] !== DEFAULT_PRIORITY);
  if (!encoding || (!limits && !isLimited)) return;
  for (const name of LIMITED) delete encoding[name];
  await sender.setParameters({ ...parameters, encodings: [{ ...encoding, ...encodingOf(limits) }] });
}

import type { Encoding } from './encoding.js';

/** In the order in which they are compared; what is not wanted takes the browser's default. */
const DEFAULTS = {
  active: true, maxBitrate: undefined, maxFramerate: undefined, scaleResolutionDownBy: 1, priority: 'low', networkPriority: 'low',
} as const;
const NAMES = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];

type Codec = RTCRtpCodecParameters;
type Parameters = RTCRtpSendParameters & { encodings: (RTCRtpEncodingParameters & { codec?: Codec })[] };

export function encodingDiffers(sender: RTCRtpSender, wanted: Encoding): boolean {
  const parameters: Parameters = sender.getParameters(), [encoding] = parameters.encodings;
  if (!encoding) return false; // Firefox, before it is negotiated
  return NAMES.some((name) => (encoding[name] ?? DEFAULTS[name]) !== (wanted[name] ?? DEFAULTS[name]))
    || parameters.degradationPreference !== wanted.preference
    || encoding.codec?.mimeType !== codecOf(parameters, wanted)?.mimeType;
}

/** Whatever an earlier slot left there goes. */
export async function setEncoding(sender: RTCRtpSender, wanted: Encoding): Promise<void> {
  const parameters: Parameters = sender.getParameters(), [encoding] = parameters.encodings, codec = codecOf(parameters, wanted);
  if (!encoding) return;
  for (const name of NAMES) delete encoding[name];
  delete encoding.codec;
  delete parameters.degradationPreference;
  if (wanted.preference) parameters.degradationPreference = wanted.preference;
  parameters.encodings = [{ ...encoding, ...encodingOf(wanted), ...(codec && { codec }) }];
  await sender.setParameters(parameters);
}

/** As a dictionary has it: what is not wanted is not there. */
export function encodingOf(wanted: Encoding): RTCRtpEncodingParameters {
  return Object.fromEntries(NAMES.flatMap((name) => (wanted[name] === undefined ? [] : [[name, wanted[name]]])));
}

// Of those that were agreed on: another one would be refused.
function codecOf({ codecs = [] }: Parameters, { codecName }: Encoding): Codec | undefined {
  return codecName === undefined ? undefined : codecs.find(({ mimeType }) => mimeType.split('/')[1]?.toLowerCase() === codecName.toLowerCase());
}

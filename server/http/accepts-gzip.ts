/** Whether a client takes answers that are compressed with gzip. */

/**
 * By its Accept-Encoding header, as RFC 9110 (12.5.3) has it, but that a client without one is taken for one that cannot
 * decompress: scripts that send no such header seldom can.
 */
export function acceptsGzip(acceptEncoding = ''): boolean {
  const weightOf = new Map(acceptEncoding.toLowerCase().split(',').map(toWeighted));
  const weight = weightOf.get('gzip') ?? weightOf.get('x-gzip') ?? weightOf.get('*') ?? 0;
  return weight > 0;
}

/** Of `gzip;q=0.5`: the coding and its weight, which is 1 unless it is said. */
function toWeighted(sent: string): readonly [coding: string, weight: number] {
  const [coding, ...parameters] = sent.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [coding, weight === undefined ? 1 : Number(weight.slice(2))];
}

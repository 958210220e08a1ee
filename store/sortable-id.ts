/** Ids of jobs and harvests: they sort by creation and are unique among all processes. */
import { randomBytes } from 'node:crypto';

let lastMs = 0;
let count = 0;

/** 12 hex digits of Unix time in milliseconds, 3 of a counter within the millisecond, 9 at random. */
export function createSortableId(nowMs = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    count = 0;
  } else if (++count > 0xfff) {
    lastMs++;
    count = 0;
  }
  const random = randomBytes(5).toString('hex').slice(0, 9);
  return lastMs.toString(16).padStart(12, '0') + count.toString(16).padStart(3, '0') + random;
}

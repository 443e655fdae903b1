import { describes } from './describes.ts'

const ESTIMATE =
  /\bestimated\b|\bestimate of\b|\ban? (?:\w+ )?(?:estimate|estimation)\b|\bapproximat\w+|\broughly\b|\brounded (?:up|down|to)\b/i
const DENIES = /\b(?:not|never|no) (?:an? |only )?(?:estimate|approximat)/i

/** True if a description says of a number that it is not exact. Example: `An estimate of the number of all matches.` */
export function saysEstimate(description: unknown): boolean {
  return describes(description, ESTIMATE, DENIES)
}

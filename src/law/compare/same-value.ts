/**
 * True for values with one meaning: numbers by value, times by instant, and durations by length. A number may be a text, as decimal
 * numbers are in JSON that must not round them.
 */
export function isSameValue(sent: unknown, shown: unknown): boolean {
  if (sent === shown) return true
  if (typeof sent === 'number' && typeof shown === 'string') return shown.trim() !== '' && Number(shown) === sent
  if (typeof sent === 'string' && typeof shown === 'number') return sent.trim() !== '' && Number(sent) === shown
  if (typeof sent !== 'string' || typeof shown !== 'string') return false
  return isSameInstant(sent, shown) || isSameTimeOfDay(sent, shown) || isSameDuration(sent, shown)
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?$/

/** True for two dates of the same second. A server may keep seconds only, and show a date without its zone in UTC. */
function isSameInstant(sent: string, shown: string): boolean {
  if (!DATE.test(sent) || !DATE.test(shown)) return false
  const [one, other] = [sent, shown].map((text) => Math.floor(instantInUtc(text) / 1000))
  return one !== undefined && one === other
}

/** The instant of a date. One without a zone is taken for UTC. */
function instantInUtc(text: string): number {
  const whole = text.replace(' ', 'T')
  return Date.parse(/T/i.test(whole) && !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(whole) ? `${whole}Z` : whole)
}

const TIME_OF_DAY = /^(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/i

/** The seconds of a day. */
const DAY = 86_400

/** True for two times of a day with the same second. Many servers know no zone of such a time, and leave it out; two zones have to agree. */
function isSameTimeOfDay(sent: string, shown: string): boolean {
  const [, one, zone] = TIME_OF_DAY.exec(sent) ?? []
  const [, other, otherZone] = TIME_OF_DAY.exec(shown) ?? []
  if (one === undefined || other === undefined) return false
  if (zone === undefined || otherZone === undefined) return one === other
  const [first, second] = [one + zone, other + otherZone].map((time) => instantInUtc(`2000-01-01T${time}`) / 1000)
  return first !== undefined && second !== undefined && (first - second) % DAY === 0
}

const DURATION =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** The seconds of a year, a month, a week, a day, an hour, a minute and a second. Servers that add durations have such years and months. */
const SECONDS = [365 * DAY, 30 * DAY, 7 * DAY, DAY, 3600, 60, 1]

/** A duration in seconds as Protocol Buffers write it. */
const IN_SECONDS = /^-?\d+(?:\.\d+)?s$/

/** True for two durations with the same length, both of ISO 8601 or both in seconds such as `3.50s`. */
function isSameDuration(sent: string, shown: string): boolean {
  if (IN_SECONDS.test(sent) && IN_SECONDS.test(shown)) return Number(sent.slice(0, -1)) === Number(shown.slice(0, -1))
  const [one, other] = [sent, shown].map(lengthOf)
  return one !== undefined && one === other
}

function lengthOf(duration: string): number | undefined {
  const parts = DURATION.exec(duration)?.slice(1)
  return parts?.reduce((sum, part, index) => sum + Number(part ?? 0) * (SECONDS[index] ?? 0), 0)
}

/**
 * True for texts that differ in their form alone. Forms are case, white space around, a slash at the end, Unicode forms, and the zeros of a
 * decimal number.
 */
export function isAlike(sent: unknown, shown: unknown): boolean {
  if (typeof sent === 'number' && typeof shown === 'number') return Math.abs(sent - shown) <= Math.abs(sent) * 1e-6
  if (typeof sent !== 'string' || typeof shown !== 'string') return false
  const [one, other] = [sent, shown].map((text) => text.normalize('NFKC').trim().toLowerCase().replace(/\/$/, ''))
  return one === other || isSameDecimal(sent, shown)
}

const DECIMAL = /^(-?)(\d*)(?:\.(\d*))?$/

/** True for two decimal numbers that differ in zeros at their ends, or in a point without digits. `007` is no other form of `7`. */
export function isSameDecimal(sent: unknown, shown: unknown): boolean {
  if (typeof sent !== 'string' || typeof shown !== 'string') return false
  if (!/\d/.test(sent) || !/\d/.test(shown)) return false
  const [one, other] = [sent, shown].map((text) => DECIMAL.exec(text)?.slice(1))
  return one !== undefined && other !== undefined && decimalOf(one) === decimalOf(other)
}

function decimalOf([sign = '', whole = '', fraction = '']: readonly (string | undefined)[]): string {
  return `${sign}${whole === '' ? '0' : whole}.${withoutLastZeros(fraction)}`
}

/** A text without the zeros at its end, in one pass: `/0+$/` looks at a row of zeros from each of them. */
function withoutLastZeros(text: string): string {
  let end = text.length
  while (text[end - 1] === '0') end -= 1
  return text.slice(0, end)
}

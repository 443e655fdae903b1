import type { Report } from '../../src/report/report.ts'
import type { Location } from '../../src/source/mistake.ts'

/** Returns a number with its noun: `1 case`, `2 cases`, `1,200 cases`. */
export function counted(number: number, noun: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`
  return `${grouped(number)} ${number === 1 ? noun : plural}`
}

/** Returns at most `most` names and the number of the rest: `a, b and 3 more`. */
export function named(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${grouped(names.length - most)} more` : shown
}

/** Renders a duration in milliseconds: `340 ms`, `2.4 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Renders a duration in milliseconds like `duration`, and a short one with a tenth: `0.4 ms`. A fast server answers in less than one. */
export function preciseDuration(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : duration(milliseconds)
}

/** Renders a running time in whole seconds: `12 s`, `3 min 5 s`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Renders an estimated duration with few digits: `8 s`, `40 s`, `4 min`, `2 h 10 min`. */
export function roughly(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 10) return `${seconds} s`
  if (seconds < 58) return `${Math.round(seconds / 5) * 5} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const tens = Math.round((minutes % 60) / 10) * 10
  const hours = Math.floor(minutes / 60) + (tens === 60 ? 1 : 0)
  return tens % 60 === 0 ? `${hours} h` : `${hours} h ${tens} min`
}

/** The noun of a result: an audit judges recorded exchanges in place of cases. */
export function resultNoun({ recorded }: { readonly recorded?: true }): 'case' | 'exchange' {
  return recorded === true ? 'exchange' : 'case'
}

/** `at http://127.0.0.1`, or `in traffic.har` */
export function placeText(report: Parameters<typeof targetText>[0] & { readonly recorded?: true }): string {
  return report.recorded === true ? `in ${report.target}` : `at ${targetText(report)}`
}

/** The target, with a note where the run started it. */
export function targetText({ target, embedded }: { readonly target: string; readonly embedded?: true }): string {
  return embedded === true ? `the embedded reference server ${target}` : target
}

/** The version of a contract that a server was held to: `1.1.0`, or `1.1.0 as of 1.0.0`. */
export function versionText({ version, asOf }: Report['contract']): string {
  return asOf === undefined ? version : `${version} as of ${asOf}`
}

/** `suites/a.yaml:3:5` */
export function locationText({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`
}

/** Groups items by a key, in the order of the first item of each key. */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return [...groups]
}

/** Sorts groups by size, the largest first. */
export function largestFirst<T>(groups: readonly (readonly [string, readonly T[]])[]): typeof groups {
  return groups.toSorted(([, a], [, b]) => b.length - a.length)
}

/** Groups digits: `1,200`. `Intl.NumberFormat` takes longer to load than a report takes to render. */
export function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** A caution at a finding that compares the answer with earlier writes, none of which is of the case. */
export const OF_EARLIER_CASE =
  'requests before this case made the state that the answer is compared with; a replay of the case alone may pass'

/** A caution at a command that repeats a case alone, where no case of the cause is known to show it alone. */
export const MAY_PASS_ALONE = 'may pass alone: it depends on earlier requests'

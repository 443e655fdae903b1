import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../json/pointer.ts'
import type { RestoreNote } from '../session/member-ledger.ts'
import { traceDigest, type Traces, valuesOf } from '../session/traces.ts'

/** What puts a singleton back: the body to send. `unchanged`: it shows its first state. `reason`: why it stays as it is. */
export type Restoring = { readonly body: unknown } | 'unchanged' | { readonly reason: string }

/** The most properties that a reason names, as a count. */
const MOST_NAMED = 3

/**
 * The body that puts a singleton back into its first state after the run has ended. It stays as it is where a property that the run has
 * written shows neither its first value nor one of the run: another client has set it since. Properties that the run has not written keep
 * the value that they show.
 */
export function restoringOf(shown: unknown, restore: RestoreNote, traces: Traces): Restoring {
  const first = restore.at === undefined ? restore.value : valueAt(restore.value, restore.at)
  const before = new Map(valuesOf(first).map(({ at, value }) => [at, traceDigest(value)]))
  const now = new Map(valuesOf(shown).map(({ at, value }) => [at, traceDigest(value)]))
  const written = new Set([...traces.wrote.keys()].map(nameOf))
  const isOfRun = (at: string, digest: string): boolean =>
    traces.wrote.get(at)?.has(digest) === true || traces.showed.get(at)?.has(digest) === true
  const ofOthers = [...now].flatMap(([at, digest]) => (before.get(at) === digest || isOfRun(at, digest) ? [] : [at]))
  const changed = ofOthers.filter((at) => written.has(nameOf(at)))
  if (changed.length > 0) return { reason: changedSince(changed) }
  const taken = new Set([...Object.keys(restore.takes ?? {}), ...[...before.keys()].map(nameOf)])
  const kept = new Set(ofOthers.map(nameOf).filter((name) => taken.has(name)))
  if (written.size === 0 && kept.size > 0)
    return { reason: changedSince([...kept].map((name) => formatPointer([name]))) }
  const isFirst =
    [...before].every(([at, digest]) => kept.has(nameOf(at)) || now.get(at) === digest) &&
    [...now.keys()].every((at) => before.has(at) || !written.has(nameOf(at)))
  if (isFirst) return 'unchanged'
  const own = Object.entries(isObject(shown) ? shown : {}).filter(([name]) => kept.has(name))
  const member = isObject(first) ? { ...first, ...Object.fromEntries(own) } : first
  return { body: restore.at === undefined ? member : withValueAt(restore.value, restore.at, member) }
}

function nameOf(at: string): string {
  return parsePointer(at)[0] ?? ''
}

function changedSince(places: readonly string[]): string {
  const names = [...new Set(places.map(nameOf))]
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  return `another client has changed ${names.slice(0, MOST_NAMED).join(', ')}${more} since`
}

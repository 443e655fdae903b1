import { orderedBy } from '../../http/auth/find-scheme.ts'
import type { Settings } from '../../config/settings.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { groupBy, grouped, largestFirst, named } from '../../../reporters/text/wording.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { type Equipment, unmetNeed } from '../../run/session/missing-need.ts'

/** The cases of a plan that will run, as far as settings tell, and lines about the others. */
export interface Foreseen {
  readonly running: readonly PlannedCase[]
  readonly lines: readonly string[]
}

/** Tells which cases a run will skip, and why. Members that exist in the group may add skips, which only the run sees. */
export function foreseeSkips(cases: readonly PlannedCase[], settings: Settings): Foreseen {
  const equipment = equipmentOf(settings)
  const judged = cases.map((planned) => ({
    planned,
    reason: unmetNeed(planned.needs, equipment),
  }))
  const skipped = judged.filter(({ reason }) => reason !== undefined)
  const byReason = largestFirst(groupBy(skipped, ({ reason }) => reason ?? ''))
  const reasons = byReason.map(([reason, group]) => `${grouped(group.length)} × ${reason}`)
  const running = judged.flatMap(({ planned, reason }) => (reason === undefined ? [planned] : []))
  const empty = running.filter(({ needs }) => needs.includes('emptyGroup')).length
  return {
    running,
    lines: [
      ...(skipped.length === 0 ? [] : [`skipped    ${grouped(skipped.length)}: ${reasons.join(', ')}`]),
      ...(empty === 0 || settings.target === undefined
        ? []
        : [`           ${grouped(empty)} more if the group is not empty`]),
      ...(settings.target === undefined ? [] : takenLines(running)),
    ],
  }
}

/** The most keys that are named, as a count. */
const MOST_KEYS = 20

/** The counts of cases that are skipped where a key has a member of another client already, by key. A case may hang on several keys. */
function takenLines(cases: readonly PlannedCase[]): readonly string[] {
  const hanging = cases.flatMap(({ id, given }) =>
    [...new Set([...given.absent, ...given.configured])].map((key) => ({ id, key })),
  )
  const byKey = largestFirst(groupBy(hanging, ({ key }) => key))
  if (byKey.length === 0) return []
  const counts = byKey.map(([key, group]) => `${plainText(key)} ${grouped(group.length)}`)
  return [`           skipped where already configured: ${named(counts, MOST_KEYS)}`]
}

/** Lines about principals of whom only the run finds out whether their requests may go out at the same moment. */
export function orderedLines(settings: Settings): readonly string[] {
  return Object.entries(equipmentOf(settings).principals).flatMap(([name, credentials]) => {
    const why = orderedBy(credentials)
    return why === undefined
      ? []
      : [`           the ${name} ${why}; its requests are sent at the same moment if the target takes them`]
  })
}

/** A principal whose variables are not set counts as configured: a run does not start without them. */
function equipmentOf(settings: Settings): Equipment {
  const { target, otherGroup, principals, concurrency, inFlight, rate, unset = [] } = settings
  const isUnset = (key: string): boolean => unset.some(({ path }) => path[0] === key)
  const embedded = target === undefined && !isUnset('target')
  const missing = unset
    .filter(({ path }) => path[0] === 'principals')
    .map(({ path: [, name, scheme] }) => [String(name), { [String(scheme)]: '' }])
  return {
    principals: embedded
      ? { owner: TOKEN, reader: TOKEN, stranger: TOKEN }
      : { ...Object.fromEntries(missing), ...principals },
    otherGroup: embedded || otherGroup !== undefined || isUnset('otherGroupId'),
    emptyGroup: true,
    concurrency,
    ...(inFlight === undefined ? {} : { inFlight }),
    ...(rate === undefined ? {} : { rate }),
  }
}

/** The embedded server takes tokens. */
const TOKEN = { bearer: '' }

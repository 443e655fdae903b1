import { CONCURRENCY } from '../suite/suite.ts'
import type { Contract } from '../contract/contract.ts'
import { orderedBy } from '../http/auth/find-scheme.ts'
import { drawCase } from '../plan/draw-case.ts'
import { reasonAgainst, repeatedSenders } from '../run/prove-side-by-side.ts'
import type { Settings } from '../config/settings.ts'
import { groupBy, grouped, largestFirst } from '../../reporters/wording.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { type Equipment, unmetNeed } from '../run/missing-need.ts'

/** The cases of a plan that will run, as far as settings tell, and lines about the others. */
export interface Foreseen {
  readonly running: readonly PlannedCase[]
  readonly lines: readonly string[]
}

/** Tells which cases a run will skip, and why. Members that exist in the group may add skips, which only the run sees. */
export function foreseeSkips(cases: readonly PlannedCase[], settings: Settings, contract: Contract): Foreseen {
  const equipment = equipmentOf(settings)
  const judged = cases.map((planned) => ({
    planned,
    reason: unmetNeed(planned.needs, equipment) ?? reasonAgainstMoments(planned, equipment, contract),
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
    ],
  }
}

/** The reason why a sender of a case sends no requests at the same moment; undefined for a case without such requests. */
function reasonAgainstMoments(planned: PlannedCase, { principals }: Equipment, contract: Contract): string | undefined {
  if (!planned.needs.includes(CONCURRENCY)) return undefined
  const together = drawCase(planned, contract).steps.flatMap((step) => step.together ?? [])
  return repeatedSenders(together)
    .map((as) => reasonAgainst(as, orderedBy(principals[as])))
    .find(Boolean)
}

/** Lines about principals whose requests go out one after another. */
export function orderedLines(settings: Settings): readonly string[] {
  return Object.entries(equipmentOf(settings).principals).flatMap(([name, credentials]) => {
    const why = orderedBy(credentials)
    return why === undefined ? [] : [`           the ${name} ${why}, so its requests are sent one after another`]
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

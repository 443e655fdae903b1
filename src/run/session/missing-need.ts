import { CONCURRENCY, MOST_TOGETHER, type Need, PRINCIPALS } from '../../suite/suite.ts'
import { HOLDERS } from '../../send/principals.ts'
import type { RunPlan } from './run-plan.ts'
import type { Lane } from './session.ts'

/** The consent that requests at the same moment need. */
export const NO_CONCURRENCY = '--concurrency, since it sends requests at the same moment to a target on another machine'

/** The parts of a run that needs ask for. */
export interface Equipment extends Consent {
  /** The credentials by principal, then by auth scheme. */
  readonly principals: Readonly<Partial<Record<string, object>>>
  readonly otherGroup: boolean
  readonly emptyGroup: boolean
}

/** The settings that decide if requests are sent at the same moment. */
type Consent = Pick<RunPlan, 'concurrency' | 'inFlight' | 'rate'>

/** Says why a case is skipped: the first of its needs that is not met, such as `needs otherGroupId`; undefined if all are. */
export function missingNeed(
  needs: readonly Need[],
  plan: Consent & Pick<RunPlan, 'principals'>,
  { group, other }: Lane,
): string | undefined {
  // Most cases need nothing, and an order asks for each case many times.
  if (needs.length === 0) return undefined
  return unmetNeed(needs, { ...plan, otherGroup: other !== undefined, emptyGroup: group.foreign.size === 0 })
}

/** The first need that is not met, such as `needs otherGroupId`; undefined where all are. */
export function unmetNeed(needs: readonly Need[], equipment: Equipment): string | undefined {
  const unmet = needs.find((need) => !isMet(need, equipment))
  return unmet === undefined ? undefined : `needs ${wordsFor(unmet, equipment)}`
}

function isMet(need: Need, equipment: Equipment): boolean {
  const { principals, otherGroup, emptyGroup } = equipment
  if (need === CONCURRENCY) return lackingConsent(equipment) === undefined
  if (need === 'otherGroup') return otherGroup
  if (need === 'emptyGroup') return emptyGroup
  if (need === 'credentials') return principals.owner !== undefined
  const principal = principalIn(need)
  return principal === undefined
    ? HOLDERS.some((holder) => Object.hasOwn(principals[holder] ?? {}, need))
    : Object.hasOwn(principals, principal)
}

/** The setting that requests at the same moment lack; undefined where they are sent. */
function lackingConsent({ concurrency, inFlight, rate = Infinity }: Consent): string | undefined {
  if (concurrency === false) return NO_CONCURRENCY
  if (inFlight === 1) return 'requests at the same moment, which --in-flight 1 turns off'
  return rate < MOST_TOGETHER ? `a rate of ${MOST_TOGETHER}/s or more` : undefined
}

/** Any other need is an auth scheme's. */
function wordsFor(need: Need, equipment: Equipment): string {
  if (need === CONCURRENCY) return lackingConsent(equipment) ?? need
  if (need === 'otherGroup') return 'otherGroupId'
  if (need === 'emptyGroup') return 'an empty group'
  if (need === 'credentials') return 'credentials under principals'
  const principal = principalIn(need)
  return principal === undefined
    ? HOLDERS.map((holder) => `principals.${holder}.${need}`).join(' or ')
    : `principals.${principal}`
}

/** The principal that a need names; undefined for a need of another sort. */
export function principalIn(need: Need): (typeof PRINCIPALS)[number] | undefined {
  return PRINCIPALS.find((name) => need === `principal.${name}`)
}

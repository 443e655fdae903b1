import { type Need, PRINCIPALS } from '../suite/suite.ts'
import { HOLDERS } from '../send/principals.ts'
import type { RunPlan } from './run-plan.ts'
import type { Lane } from './session.ts'

/** The parts of a run that needs ask for. */
export interface Equipment extends Pick<RunPlan, 'principals'> {
  readonly otherGroup: boolean
  readonly emptyGroup: boolean
}

/** Why a case is skipped: the first of its needs that is not met, such as `needs otherGroupId`; undefined where all are. */
export function missingNeed(
  needs: readonly Need[],
  { principals }: Pick<RunPlan, 'principals'>,
  { group, other }: Lane,
): string | undefined {
  return unmetNeed(needs, { principals, otherGroup: other !== undefined, emptyGroup: group.foreign.size === 0 })
}

/** The first need that is not met, such as `needs otherGroupId`; undefined where all are. */
export function unmetNeed(needs: readonly Need[], equipment: Equipment): string | undefined {
  const unmet = needs.find((need) => !isMet(need, equipment))
  return unmet === undefined ? undefined : `needs ${wordsFor(unmet)}`
}

function isMet(need: Need, { principals, otherGroup, emptyGroup }: Equipment): boolean {
  if (need === 'otherGroup') return otherGroup
  if (need === 'emptyGroup') return emptyGroup
  if (need === 'credentials') return principals.owner !== undefined
  const principal = principalIn(need)
  return principal === undefined
    ? HOLDERS.some((holder) => Object.hasOwn(principals[holder] ?? {}, need))
    : Object.hasOwn(principals, principal)
}

/** Any other need is an auth scheme's. */
function wordsFor(need: Need): string {
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

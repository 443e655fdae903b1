import type { Problem } from '../assertion-kind.ts'
import { isLeftBy } from './last-writes.ts'
import type { Register, Sight, MomentWrite } from './registers.ts'
import { timelineOf } from './timeline.ts'

/**
 * A write changes its own group alone: no answer shows the key of one group as a write of another group leaves it. Absence counts in the looks
 * afterwards only: a list may lack a member while an update is under way.
 */
export function checkGroupsApart(register: Register): readonly Problem[] {
  const foreign = findForeignSight(register)
  if (foreign === undefined) return []
  const { key, name } = register
  const { sight, write } = foreign
  const { member, at, timed } = sight
  const shown = member === undefined ? 'is absent' : `has the values of that ${write.role}`
  return [
    {
      signature: member === undefined ? 'deleted-with-another-group' : 'values-of-another-group',
      message: `expected ${name} untouched by the ${write.role} of ${key} in another group; ${name} ${shown}`,
      whole: true,
      at,
      expected: `nothing of the ${write.role} in another group`,
      actual: member ?? 'nothing',
      exchange: timed.exchange,
      timeline: timelineOf([write.timed, timed]),
    },
  ]
}

/** True if a write of the key in another group may show. */
export function hasForeignWriteAndSight({ elsewhere, before, sights }: Register): boolean {
  return before !== 'unknown' && elsewhere.some(mayShow) && sights.length > 0
}

interface ForeignSight {
  readonly sight: Sight
  /** The write in another group that explains it. */
  readonly write: MomentWrite
}

/** The first answer that only a write of another group explains. */
export function findForeignSight(register: Register): ForeignSight | undefined {
  if (register.before === 'unknown') return undefined
  for (const sight of register.sights) {
    if (isOwn(sight, register) || (sight.member === undefined && sight.timed.after !== true)) continue
    const write = register.elsewhere.find((one) => explains(one, sight, register))
    if (write !== undefined) return { sight, write }
  }
  return undefined
}

/** True if the state before the moment, or a write of the own group, explains an answer. */
function isOwn(sight: Sight, register: Register): boolean {
  const { before, writes, isShown } = register
  const { member } = sight
  if (member === undefined && before === 'absent') return true
  if (member !== undefined && typeof before !== 'string' && isShown(member, before.values)) return true
  // An own write with a body that is no JSON object may have left anything.
  return writes.some((write) => isOpaque(write) || explains(write, sight, register))
}

function explains(write: MomentWrite, sight: Sight, register: Register): boolean {
  return mayShow(write) && write.timed.start <= sight.timed.end && isLeftBy(sight, [write], register)
}

/** A refused request leaves nothing, and a body that is no JSON object tells nothing. */
function mayShow(write: MomentWrite): boolean {
  return write.outcome !== 'refused' && !isOpaque(write)
}

/** True for a body that is no JSON object. */
function isOpaque({ role, values }: MomentWrite): boolean {
  return role !== 'delete' && values === undefined
}

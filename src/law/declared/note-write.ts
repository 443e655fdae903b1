import { isObject } from '../../json/pointer.ts'
import { type Answer, isRefusal, isSuccess } from '../session/exchange.ts'
import type { Addressed } from './addressed.ts'
import type { HeldMember } from './play.ts'
import { takesChanges } from '../../resource/takes-changes.ts'

/** A write as it was sent. */
export interface DeclaredWrite {
  readonly to: Addressed
  readonly sent: unknown
  /** True where the case named the path itself, which need not be that of the member. */
  readonly isNamed: boolean
}

/** Notes what is known of a member after a write. */
export function noteDeclaredWrite(held: HeldMember, { to, sent, isNamed }: DeclaredWrite, answer: Answer): void {
  if (isRefusal(answer)) return
  const isOwn = to.role === 'update' && to.owner === held.member.resource && !isNamed
  held.known = isOwn && isSuccess(answer) ? afterUpdate(held.known, sent, to) : undefined
}

/**
 * Returns the member as an update leaves it. What is sent is shown, whatever the effect. The rest stays if the update
 * merges, as a PATCH does (RFC 5789, section 2).
 */
function afterUpdate(known: unknown, sent: unknown, { operation, update }: Addressed): unknown {
  const effect = update?.effect
  if (update !== undefined && takesChanges(update)) return undefined
  const merges =
    effect === undefined
      ? operation.method === 'PATCH'
      : effect.value === 'merge' && (effect.certainty !== 'guess' || operation.method === 'PATCH')
  return merges && isObject(known) && isObject(sent) ? { ...known, ...sent } : sent
}

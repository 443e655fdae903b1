import { BETWEEN_LOOKS, LOOKS } from '../session/later.ts'
import { isObject } from '../../json/pointer.ts'
import { namesState } from '../../resource/shape/state-names.ts'
import { operationWithId } from '../body/paths.ts'
import { unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import type { CaseSession } from '../session/case-session.ts'
import { isSuccess } from '../session/exchange.ts'
import { makingsOf } from '../session/makings-of.ts'
import { type Member, pathOf } from '../session/member.ts'
import type { Created, CreateRequest } from './create-request.ts'

/** Statuses by which a parent that is still being made refuses its children. */
const NOT_YET: ReadonlySet<number> = new Set([409, 423, 425])

/**
 * Waits for the parent of a create that was refused, where the parent shows a state such as `PROVISIONING`. Later members of its resource are waited
 * for before anything is created below them.
 * @returns true if the parent has reached another state, so that the create may be sent again
 */
export async function hasSettled(
  { parent }: Pick<CreateRequest, 'parent'>,
  { answer }: Created,
  caseSession: CaseSession,
): Promise<boolean> {
  if (parent?.claim === undefined || parent.resource.read === undefined || !NOT_YET.has(answer.status)) return false
  const makings = makingsOf(parent.resource, caseSession.session.learned)
  if (makings.settles !== undefined) return false
  const seen = await lookUntilMade(parent, caseSession)
  if (seen !== 'settled') makings.settles = seen === 'waited'
  return seen === 'waited'
}

/** Waits for a member of a resource whose members are being made for a while. */
export async function waitUntilSettled(member: Member, caseSession: CaseSession): Promise<void> {
  if (makingsOf(member.resource, caseSession.session.learned).settles === true) await lookUntilMade(member, caseSession)
}

/** Looks at a member until it is made. `never`: it was still being made at the last look. */
async function lookUntilMade(
  member: Member,
  { record, session }: CaseSession,
): Promise<'settled' | 'waited' | 'never'> {
  const { resource } = member
  const { clock, signal } = session.connection
  const operation = operationWithId(session.document, resource.read?.operation ?? '')
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await clock.sleep(BETWEEN_LOOKS, signal)
    const answer = await ask({ operation, path: pathOf(member) }, record, session)
    if (!isSuccess(answer) || !isInMaking(unwrapped(answer.json, resource), member.sent))
      return look === 0 ? 'settled' : 'waited'
  }
  return 'never'
}

/** A state that a member leaves by itself, such as `CREATING` or `pending`. */
const MAKING = /^(?:[a-z]+[_ -])*(?:[a-z]+ing|queued|submitted|scheduled)$/i
/** A state that ends in the same way, and in which a member stays. */
const LASTING = /(?:running|serving|working|listening|streaming)$/i

/** True for a member whose own state, also within an object, says that it is still being made. A state that was sent says nothing. */
function isInMaking(shown: unknown, sent: unknown): boolean {
  return (
    isObject(shown) &&
    Object.entries(shown).some(([name, value]) => {
      const own = isObject(sent) ? sent[name] : undefined
      return isObject(value) ? isInMaking(value, own) : namesState(name) && value !== own && isMaking(value)
    })
  )
}

/** True for a state that a member leaves by itself. */
export function isMaking(state: unknown): boolean {
  return typeof state === 'string' && MAKING.test(state) && !LASTING.test(state)
}

import { isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { operationWithId, pathParameter } from '../body/paths.ts'
import { ownValuesIn, unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import type { CaseSession } from '../session/case-session.ts'
import { isSuccess } from '../session/exchange.ts'
import { withKnownKey } from '../session/known-key.ts'
import { makingsOf } from '../session/makings-of.ts'
import { type Member, pathOf } from '../session/member.ts'
import { withArticle } from '../session/noun.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { LawSession } from '../session/session.ts'
import { walkResource } from '../walk/walk-resource.ts'
import { writeFirst } from './write-first.ts'

/** The keys that are tried below one parent, as a count. */
export const MOST_KEYS = 6

/** The place of members that stand with their parent. `variant` chooses the key that is tried first. */
export interface Standing extends Pick<Member, 'resource' | 'parent' | 'above'> {
  readonly variant: number
}

/**
 * A member that stands with a parent of the run, in a state that the run has written. It goes with its parent, so that nothing is put back.
 * @throws NotVerified where the parent was there before the run, and where no member below it can be written.
 */
export async function freshStanding(standing: Standing, caseSession: CaseSession): Promise<Member> {
  const { resource, parent, above, variant } = standing
  const { session } = caseSession
  const claim = parent?.claim
  if (claim === undefined || !session.claims.open.has(claim))
    throw new NotVerified('a member that was there before is never written')
  const makings = makingsOf(resource, session.learned)
  const refused = (makings.refusedKeys ??= new Set())
  const keys = keysListed(resource, session) ?? (await keysShown(standing, caseSession))
  if (keys.length === 0)
    throw new NotVerified(`${withArticle(parent?.resource.name ?? '')} of the run has no ${resource.name}`)
  const [update] = resource.updates
  const first = variant % keys.length
  for (const key of [...keys.slice(first), ...keys.slice(0, first)].slice(0, MOST_KEYS)) {
    const place = { resource, parent, above, own: [key], claim }
    if (update === undefined || refused.has(key) || !(await isThere(place, caseSession))) continue
    const written = await writeFirst({ place, update }, caseSession)
    if (written === undefined) {
      refused.add(key)
      continue
    }
    makings.way ??= written.way
    return written.member
  }
  makings.impossible ??= `no update of ${resource.name} was accepted`
  throw new NotVerified(makings.impossible)
}

/** The keys that the document lists. Undefined where it lists none. */
export function keysListed(
  { key, read }: Resource,
  { document }: Pick<LawSession, 'document'>,
): readonly string[] | undefined {
  const operation = read === undefined ? undefined : operationWithId(document, read.operation)
  const parameter = operation === undefined ? undefined : pathParameter(operation, key.parameters.at(-1))
  const { enum: listed } = flatten(parameter?.schema ?? true, document.schemas)
  return Array.isArray(listed) ? listed.map(String) : undefined
}

/** The keys that the list below a parent shows. */
async function keysShown({ resource, above }: Standing, caseSession: CaseSession): Promise<readonly string[]> {
  const known = withKnownKey(resource, caseSession.session.learned)
  const { members } = await walkResource(known, { above, options: { most: 1 } }, caseSession)
  return members.flatMap((shown) => ownValuesIn(shown, known)?.[0] ?? [])
}

/** True for a member that a read finds. */
async function isThere(
  place: Pick<Member, 'resource' | 'above' | 'own'>,
  { record, session }: CaseSession,
): Promise<boolean> {
  const operation = operationWithId(session.document, place.resource.read?.operation ?? '')
  const answer = await ask({ operation, path: pathOf(place) }, record, session)
  return isSuccess(answer) && isObject(unwrapped(answer.json, place.resource))
}

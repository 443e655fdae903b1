import { isObject } from '../../json/pointer.ts'
import { isAction } from '../../resource/is-action.ts'
import type { Resource } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { restoresDeleted } from '../../resource/shape/restores-deleted.ts'
import { takesNothing } from '../body/takes-nothing.ts'
import { operationWithId, parentOf } from '../body/paths.ts'
import type { CaseSession } from '../session/case-session.ts'
import { isSuccess } from '../session/exchange.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { Member } from '../session/member.ts'
import type { Learned } from '../session/learned.ts'
import type { LawSession } from '../session/session.ts'
import { sendCreate } from './create-member.ts'
import type { Created, CreateRequest } from './create-request.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import { actedOn } from './send-action.ts'
import { actionsBeside, namedFirst, namesStateAbove } from './states-in-words.ts'
import { valuesAbove } from './values-above.ts'
import type { Fresh } from './world.ts'

/** The session, and the functions that create a member and that learn whether an action can be undone. */
export interface Reaching extends CaseSession {
  readonly fresh: (resource: Resource, how: Fresh) => Promise<Member>
  readonly learn: (resource: Resource) => Promise<void>
}

/** The most other actions that are tried before one, as a count. */
const MOST = 6

/** The most of them that are sent to one member, as a count. */
const DEEPEST = 4

/**
 * True for an answer by which the state of a member refuses an action, or a create below it: without a body, nothing else may be wrong with
 * an action. The description tells of any other status, as in "Any other status is answered with 403". It also tells of a state that a body
 * does not tell.
 */
export function mayHangOnState(
  { answer: { status } }: Created,
  { resource, body }: CreateRequest,
  { document, model }: Pick<LawSession, 'document' | 'model'>,
): boolean {
  if (parentOf(resource, model) === undefined || !REFUSALS.has(status)) return false
  const operation = operationWithId(document, resource.create?.operation ?? '')
  if (isAction(resource)) {
    const isBare = body === undefined || (isEmptyObject(body) && takesNothing(operation, document))
    if (status === 409 || (isBare && status !== 403)) return true
    if (isBare && /\b403\b/.test(operation.description ?? '')) return true
  }
  return namesStateAbove(resource, { document, model })
}

/** The statuses with which a state refuses. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 409, 422])

function isEmptyObject(body: unknown): boolean {
  return isObject(body) && Object.keys(body).length === 0
}

/**
 * Sends an action, or a create below a member, that a fresh member has refused after other actions at that member, such as `complete` after
 * `start`. The actions before are noted for later members. Undefined where no order of them was accepted.
 */
export async function reachState(asked: CreateRequest, reaching: Reaching): Promise<Created | undefined> {
  const { resource, parent } = asked
  const { session } = reaching
  const makings = makingsOf(resource, session.learned)
  if (parent?.claim === undefined || makings.way !== undefined || makings.reached !== undefined) return undefined
  makings.isReaching = true
  let reachedAt: Member | undefined
  try {
    const others = await usable(resource, reaching)
    for (const order of others.length < 2 ? [others] : [others, others.toReversed()]) {
      const member = order === others ? parent : await reaching.fresh(parent.resource, { isHolder: true })
      const found = await walk(asked, { member, others: order }, reaching)
      if (found === undefined) continue
      reachedAt = isAction(resource) ? undefined : member
      return found
    }
    if (!isNested(session.learned)) makings.reached = []
    return undefined
  } finally {
    delete makings.isReaching
    // Its state is another one now.
    for (const shared of [actedOn(resource), parent.resource.name]) session.pool.shared.delete(shared)
    if (reachedAt !== undefined) session.pool.shared.set(actedOn(resource), reachedAt)
  }
}

function isNested({ makings }: Learned): boolean {
  return [...makings.values()].filter(({ isReaching }) => isReaching === true).length > 1
}

/** The other actions at the same members that the target accepts, and after which a member can be deleted. */
async function usable(resource: Resource, { session, learn }: Reaching): Promise<readonly Resource[]> {
  const { model, mayWrite, document } = session
  const found: Resource[] = neededBelow(resource, session)
  for (const other of namedFirst(actionsBeside(resource, model), resource, { model, document })) {
    if (other.create?.asks === true || !mayWrite(other.name) || found.length >= MOST) continue
    if (restoresDeleted(operationWithId(document, other.create?.operation ?? ''))) continue
    if (await isUsable(other, { session, learn })) found.push(other)
  }
  return found
}

/** The members below of which the action speaks: `Checks out a cart with items`, or `The cart is empty`. */
function neededBelow(resource: Resource, { model, mayWrite, document }: LawSession): Resource[] {
  const above = parentOf(resource, model)
  const { description, responses } = operationWithId(document, resource.create?.operation ?? '')
  const told = [description, ...['400', '409', '422'].map((status) => responses[status]?.description)].join('. ')
  const isAsked = (one: Resource): boolean => EMPTY.test(told) || speaksOf(one.name, told)
  return Object.values(model.resources).filter(
    (one) =>
      isAction(resource) &&
      !isAction(one) &&
      one.create !== undefined &&
      parentOf(one, model) === above &&
      mayWrite(one.name) &&
      isAsked(one),
  )
}

const EMPTY = /\b(?:is|are|be) empty\b|\bat least one\b/i

async function isUsable(other: Resource, { session, learn }: Pick<Reaching, 'session' | 'learn'>): Promise<boolean> {
  const makings = makingsOf(other, session.learned)
  if (makings.isReaching === true) return false
  if (makings.way === undefined && makings.reached === undefined && makings.isKept === undefined) {
    await unlessNotVerified(() => learn(other))
    // It may be accepted after the action that is being reached: its own turn tells.
    if (makings.way === undefined && makings.reached === undefined) {
      delete makings.impossible
      delete makings.isKept
    }
  }
  return makings.way !== undefined && makings.isKept === false
}

interface Walking {
  readonly member: Member
  readonly others: readonly Resource[]
}

/** Sends each of the other actions that the member accepts, and the action itself after each. */
async function walk(
  asked: CreateRequest,
  { member, others }: Walking,
  { session, record, fresh }: Reaching,
): Promise<Created | undefined> {
  const done: string[] = []
  let left = others
  const next = async (): Promise<Resource | undefined> => {
    for (const other of left)
      if ((await unlessNotVerified(() => fresh(other, { parent: member }))) !== undefined) return other
    return undefined
  }
  while (done.length < DEEPEST) {
    const other = await next()
    if (other === undefined) return undefined
    done.push(other.name)
    left = left.filter((one) => one !== other)
    const above = valuesAbove(asked.resource, member, session)
    const created = await sendCreate({ ...asked, parent: member, above }, record, session)
    if (!isSuccess(created.answer)) continue
    makingsOf(asked.resource, session.learned).reached = done
    return created
  }
  return undefined
}

/** True for an action that a member accepts once another one stands below it. */
export function needsBelow(resource: Resource, { learned, model }: LawSession): boolean {
  const reached = makingsOf(resource, learned).reached ?? []
  return reached.some((name) => {
    const other = model.resources[name]
    return other !== undefined && !isAction(other)
  })
}

/** Brings a fresh member to the state in which it accepts an action. */
export async function withStateFor(resource: Resource, member: Member, { session, fresh }: Reaching): Promise<void> {
  for (const name of makingsOf(resource, session.learned).reached ?? []) {
    const other = session.model.resources[name]
    if (other !== undefined) await fresh(other, { parent: member })
  }
}

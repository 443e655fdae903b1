import type { Asked } from '../send/ask.ts'
import type { Sender } from '../../suite/suite.ts'
import { bodiesOf, withMember } from '../body/wrapped-member.ts'
import { type Answer, isAbsent } from '../session/exchange.ts'
import { pathOf } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { notAllowed } from '../session/why-not-written.ts'
import { itemOperation } from '../body/paths.ts'
import { type Addressed, addressed, isSafe } from './addressed.ts'
import { type Aim, aimOf } from './aim.ts'
import type { DeclaredSend } from '../world/declared-case.ts'
import { noteDeclaredWrite } from './note-write.ts'
import type { HeldMember, Play } from './play.ts'
import { asText, type StepBody, stepBody } from './step-body.ts'

/** The answer to a request of a case, and the member that the request was about or created. */
export interface TakenStep {
  readonly to: Addressed
  readonly answer: Answer
  readonly held: HeldMember | undefined
}

/**
 * Sends a request of a case.
 * @throws NotVerified where it cannot be sent as the case says, NoAnswer where the target gives no answer.
 */
export async function takeStep(send: DeclaredSend, play: Play): Promise<TakenStep> {
  const to = addressed(send.operation, play)
  if (to === undefined) throw new NotVerified(`the contract does not say what ${send.operation} is`)
  if (!isSafe(to)) requirePermission(to, play)
  requireSender(send.as, play)
  const held = send.of === undefined || send.of === 'unknown' ? undefined : play.members.get(send.of)
  const target = await aimOf(send, { to, known: held?.member }, play)
  const body =
    send.body === undefined
      ? undefined
      : await stepBody(send.body, { to, of: held?.member ?? target.unknown, parent: target.parent }, play)
  const request: Request = { send, to, held, target, body }
  if (to.role === 'create') return create(request, play)
  return { to, held, answer: await sendTo(request, play) }
}

/** @throws NotVerified for a sender without credentials, and for a wrong one where no credentials tell the owner from others. */
function requireSender(as: Sender | undefined, { world }: Play): void {
  const wanted = as === 'reader' || as === 'stranger' ? as : 'owner'
  if (as !== undefined && as !== 'owner' && !world.isKnown(wanted))
    throw new NotVerified(`no principals.${wanted} is configured`)
}

/** @throws NotVerified for a write that the run may not send. */
function requirePermission({ owner }: Addressed, { world, resource }: Play): void {
  const written = owner ?? resource
  if (!world.mayWrite(written.name)) throw new NotVerified(notAllowed(written))
}

interface Request {
  readonly send: DeclaredSend
  readonly to: Addressed
  readonly held: HeldMember | undefined
  readonly target: Aim
  readonly body: StepBody | undefined
}

async function create({ send, to, target, body }: Request, play: Play): Promise<TakenStep> {
  const resource = to.owner ?? play.resource
  const made = body !== undefined && 'own' in body ? (body.own ?? []) : []
  const count = target.path.length - keysInPath(to, play)
  const own = target.path.slice(count).map((value, index) => value ?? made[index])
  const above = target.path.slice(0, count)
  const member = body !== undefined && 'member' in body ? body.member : undefined
  const { answer, member: created } = await play.world.create({
    resource,
    parent: target.parent,
    above: above.filter((value) => value !== undefined),
    own: own.filter((value) => value !== undefined),
    body: member === undefined ? undefined : withMember(undefined, member, resource),
    ...(body !== undefined && 'bytes' in body ? { bytes: body.bytes } : {}),
    ...partsOf(send, play),
  })
  return { to, answer, held: created === undefined ? undefined : { member: created, known: created.sent } }
}

/** The path parameters of a create that name the new member, as a count. */
function keysInPath({ operation, owner }: Addressed, { resource }: Play): number {
  const { key } = owner ?? resource
  return operation.path.match(/\{[^{}]+\}/g)?.filter((part) => key.parameters.includes(part.slice(1, -1))).length ?? 0
}

type Parts = Pick<Asked, 'query' | 'as'> & { readonly headers?: Readonly<Record<string, string | null>> }

function partsOf({ query, headers, as }: DeclaredSend, play: Play): Parts {
  const texts = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asText(value, play)]))
  return {
    ...(query === undefined ? {} : { query: texts(query) }),
    ...(headers === undefined
      ? {}
      : {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name, value === null ? null : asText(value, play)]),
          ),
        }),
    ...(as === undefined ? {} : { as }),
  }
}

async function sendTo(request: Request, play: Play): Promise<Answer> {
  const { send, to, held, target, body } = request
  const path = target.path.filter((value) => value !== undefined)
  const { world } = play
  const isWhole = send.key === undefined && send.query === undefined
  const parts = partsOf(send, play)
  let answer: Answer
  if (held !== undefined && isWhole && to.update !== undefined && held.member.resource === to.owner)
    answer = await world.update(held.member, valueOf(body), { facts: to.update, ...bytesOf(body), ...parts })
  else if (held !== undefined && isWhole && to.role === 'delete' && held.member.resource === to.owner)
    answer = await world.remove(held.member, parts)
  else {
    if (!isSafe(to)) await protectOthers(request, path, play)
    answer = await world.send({ operation: to.operation, path, ...parts, ...bodyOf(request, play) })
  }
  if (held !== undefined && !isSafe(to))
    noteDeclaredWrite(held, { to, sent: valueOf(body), isNamed: send.key !== undefined }, answer)
  return answer
}

function valueOf(body: StepBody | undefined): unknown {
  return body !== undefined && 'member' in body ? body.member : undefined
}

function bytesOf(body: StepBody | undefined): { readonly bytes?: Uint8Array } {
  return body !== undefined && 'bytes' in body ? { bytes: body.bytes } : {}
}

function bodyOf({ body, to }: Request, { resource }: Play): Pick<Asked, 'body'> {
  if (body === undefined) return {}
  const media = to.update?.media
  if ('bytes' in body) return { body: { bytes: body.bytes, media: media ?? 'application/json' } }
  // The body of an operation that the contract does not name holds no member, and is not wrapped.
  const value =
    to.owner === undefined ? body.member : withMember(undefined, body.member, bodiesOf(to.owner ?? resource, to.update))
  return { body: { value, ...(media === undefined ? {} : { media }) } }
}

/**
 * A write under a key that the case names itself may meet a member from before. The run never changes such a member.
 * @throws NotVerified where such a member is there, or where no read tells.
 */
async function protectOthers({ to, send }: Request, path: readonly string[], play: Play): Promise<void> {
  const { world, members, document } = play
  const isNamed = send.of === 'unknown' || send.key !== undefined
  if (to.owner === undefined || !isNamed) return
  const same = (one: HeldMember): boolean => JSON.stringify(pathOf(one.member)) === JSON.stringify(path)
  if ([...members.values()].some(same)) return
  const item = itemOperation(to.owner, document)
  const read = to.owner.read?.operation
  if (item === undefined || read === undefined) throw new NotVerified('no read tells whether a member is there already')
  const answer = await world.send({ operation: world.operation(read), path })
  if (!isAbsent(answer))
    throw new NotVerified(
      `${answer.asked} was answered ${answer.status}; the run never changes members from before the run`,
    )
}

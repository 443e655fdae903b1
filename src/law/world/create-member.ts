import { type Created, type CreateRequest, requestOf } from './create-request.ts'
import { sendAction } from './send-action.ts'
import { randomInt, randomUUID } from 'node:crypto'
import { isObject, parsePointer, valueAt, withValueAt } from '../../json/pointer.ts'
import { isAction } from '../../resource/is-action.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { type Answered, madeBy, ownValuesAfterCreate, unwrapped } from '../send/address-of.ts'
import { ask, makingOf } from '../send/ask.ts'
import { tellsOperation } from '../compare/tells-operation.ts'
import { acceptedKey } from './accepted-key.ts'
import { withKnownKey } from '../session/known-key.ts'
import { noteKeyShown } from './learn-key.ts'
import { isCommonKey } from '../send/common-key.ts'
import type { CaseRecord } from '../session/case-record.ts'
import { memberPath, noteOf } from '../send/create-note.ts'
import { isAbsent, isRefusal, isSuccess } from '../session/exchange.ts'
import { keyAndContent } from '../send/key-and-content.ts'
import { NotVerified } from '../session/not-verified.ts'
import { makingsOf } from '../session/makings-of.ts'
import { nextShift } from '../session/next-shift.ts'
import { operationWithId, ownParameters } from '../body/paths.ts'
import { makeBody, type Way } from '../body/request-body.ts'
import { noteListed } from '../clean-up/sweep-claims.ts'
import { keysOf, type References, withKeysOfOthers } from './keys-of-others.ts'
import { secretPointers, withSecrets } from '../send/secrets-of.ts'
import { secretsShown } from '../send/secrets-shown.ts'
import { whyNotWritten } from '../session/why-not-written.ts'
import type { LawSession, OpenClaim } from '../session/session.ts'
import { without } from '../body/without.ts'
import { withAdmittedValues } from './with-admitted-values.ts'
import { withoutServerValues } from './without-server-values.ts'
import { withPlace } from '../body/with-place.ts'
import { withKeysOfSiblings } from '../body/keys-of-siblings.ts'
import { withScopes } from '../body/scope-places.ts'
import { holdsWord } from '../body/words.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { declares } from '../body/declares.ts'
import type { Likened } from '../body/examples-in.ts'
import { schemaAt } from '../body/schema-at.ts'

/** Sends a create under the ledger: the note is written before the request, and the path of the member after the answer. */
export async function sendCreate(asked: CreateRequest, record: CaseRecord, session: LawSession): Promise<Created> {
  const { parent, above, own = [], body, refersTo } = asked
  const resource = withKnownKey(asked.resource, session)
  const reason = whyNotWritten(resource, session)
  if (reason !== undefined || resource.create === undefined)
    throw new NotVerified(reason ?? 'the contract does not say how a member is created')
  const { stays } = makingsOf(resource, session)
  if (stays !== undefined) throw new NotVerified(`${stays}, so the run makes no more of them`)
  const operation = operationWithId(session.document, resource.create.operation)
  const member = memberIn(body, resource)
  if (isAction(resource) && (parent?.claim !== undefined || resource.create.asks === true))
    return sendAction(asked, record, session)
  const note = noteOf({ resource, above, member }, session)
  const named = namedBy(asked)
  if (asked.isFree !== true) await protectOthers(asked, record, session)
  if (named === undefined) await noteListed(note, session)
  const n = session.ledger.creating(note)
  const claim: OpenClaim = { n, resource: resource.name, path: undefined, note, parent: parent?.claim }
  session.claims.set(n, claim)
  if (named !== undefined) settle(claim, named, session)
  const answer = await ask(requestOf(asked, operation), record, session)
  if (answer.again === true && named === undefined && !isRefusal(answer)) claimAgain(claim, session)
  // The end of the law looks for the member: one look serves all refused creates.
  const { status, asked: request, exchange } = answer
  if (isRefusal(answer) || asked.isTrial === true) claim.refused = { status, asked: request, exchange, sent: member }
  if (!isSuccess(answer)) return { answer, member: undefined, claim: n }
  for (const secret of secretsShown(answer, resource)) session.connection.secrets.add(secret)
  // A key may be drawn again: its member is there again.
  session.gone.there(claim.path ?? '')
  const answered = { resource, note, answer, member }
  const isOperation = tellsOperation(answer, operation, { document: session.document, resource })
  const keys = isOperation ? [] : ownIn(answered, session)
  const values = isOperation
    ? (named ?? (await acceptedKey({ asked, claim, answer, sent: member }, { record, session })))
    : own.length > 0
      ? own
      : (ownValuesAfterCreate(answered) ?? keys[0])
  if (values === undefined) return { answer, member: undefined, claim: n }
  if (!isOperation) noteKeyShown({ resource, shown: unwrapped(answer.json, resource), sent: member }, values, session)
  settle(claim, values, session)
  if (asked.isTrial === true) return { answer, member: undefined, claim: n }
  // The key may be known by the answer alone.
  session.gone.there(claim.path ?? '')
  claimOthers(claim, keys, session)
  const made = { resource, parent, above, own: values, sent: member, created: answer, claim: n }
  return { answer, member: refersTo === undefined ? made : { ...made, refersTo }, claim: n }
}

/**
 * A key that is one of a few may be that of a member from before, which the run never writes.
 * @throws NotVerified where such a member is there, or where no read tells.
 */
async function protectOthers(asked: CreateRequest, record: CaseRecord, session: LawSession): Promise<void> {
  const taken = await takenBy(asked, record, session)
  if (taken === undefined || taken === 'own') return
  const which = `${asked.resource.name} ${(namedBy(asked) ?? []).join('/')}`
  throw new NotVerified(
    taken === 'others'
      ? `${which} is there already; the run never changes members from before the run`
      : `no read tells whether ${which} is there already`,
  )
}

/** Returns the owner of the member under the key that a create names: the run, others or unknown. Undefined for a free key. */
export async function takenBy(
  asked: CreateRequest,
  record: CaseRecord,
  session: LawSession,
): Promise<'own' | 'others' | 'unknown' | undefined> {
  const { resource, above, body } = asked
  const named = namedBy(asked)
  // A fresh part makes a key of several parts fresh.
  if (named?.every(isCommonKey) !== true) return undefined
  const path = memberPath(noteOf({ resource, above, member: memberIn(body, resource) }, session), named)
  const isOwn = [...session.claims.values()].some((claim) => claim.path === path && claim.refused === undefined)
  if (isOwn && !session.gone.has(path ?? '')) return 'own'
  if (resource.read === undefined) return 'unknown'
  const operation = operationWithId(session.document, resource.read.operation)
  const shown = await ask({ operation, path: [...above, ...named] }, record, session)
  return isAbsent(shown) ? undefined : 'others'
}

/** The key that a create names in its path or its body. */
function namedBy({ resource, own = [], body }: CreateRequest): readonly string[] | undefined {
  return own.length > 0 ? own : keysOfClient(memberIn(body, resource), resource)
}

/** The path parameters of the members that a create has made. One without a word of the run counts where the list did not show it before. */
function ownIn(answered: Answered, { listed }: LawSession): readonly (readonly string[])[] {
  const { note } = answered
  const before = listed.get(note.list?.path ?? '')
  return madeBy(answered).flatMap(({ own, isMarked }) => {
    const path = memberPath(note, own) ?? ''
    return isMarked || before?.includes(path) === false ? [own] : []
  })
}

/** A create that was sent twice may have made two members. One is looked for by its mark. */
function claimAgain({ note, ...first }: OpenClaim, { ledger, claims }: LawSession): void {
  if (note.marks === undefined || note.list === undefined) return
  const n = ledger.creating(note)
  claims.set(n, { ...first, note, n, path: undefined })
}

/** A create may make several members at once: each but the first is a claim of its own. */
function claimOthers(first: OpenClaim, made: readonly (readonly string[])[], { ledger, claims }: LawSession): void {
  if (made.length < 2) return
  const taken = new Set([...claims.values()].map(({ path }) => path))
  for (const own of made) {
    const path = memberPath(first.note, own)
    if (path === undefined || taken.has(path)) continue
    const n = ledger.creating(first.note)
    ledger.createdAt(n, path)
    claims.set(n, { ...first, n, path })
  }
}

function settle(claim: Pick<OpenClaim, 'n' | 'path' | 'note'>, own: readonly string[], { ledger }: LawSession): void {
  const path = memberPath(claim.note, own)
  if (path === undefined || claim.path === path) return
  claim.path = path
  ledger.createdAt(claim.n, path)
}

/** The keys that a client chooses in the body are known before the answer. */
function keysOfClient(member: unknown, resource: Resource): readonly string[] | undefined {
  if (resource.key.chosen?.value !== 'client') return undefined
  const values = ownParameters(resource).map(({ pointer }) =>
    pointer === undefined ? undefined : valueAt(member, pointer),
  )
  // A path with an empty key is that of the list for many servers.
  return values.every((value) => (typeof value === 'string' && value !== '') || typeof value === 'number')
    ? values.map(String)
    : undefined
}

/** A body for a create, and the values of own path parameters that its path asks for. */
export interface CreateBody {
  readonly body: unknown
  readonly own: readonly string[]
}

/** The wishes for a body of a create. */
export interface BodyAsked {
  readonly above: readonly string[]
  readonly way: Way
  readonly variant: number
  /** Optional properties that are left out. */
  readonly leftOut?: readonly string[]
  /** The examples that values are made like. */
  readonly likened?: Likened | undefined
  /** The members of other resources that the body names. */
  readonly references?: References
  /** The member above, as it was sent. */
  readonly holder?: unknown
}

/** Makes a body for a create, with fresh keys and secrets. Undefined where this way makes none. */
export function createBody(
  resource: Resource,
  { above, way, variant, leftOut = [], likened, references = new Map(), holder }: BodyAsked,
  session: LawSession,
): CreateBody | undefined {
  const { document, validators, seed, connection } = session
  const operation = operationWithId(document, resource.create?.operation ?? '')
  const { own, content } = keyAndContent({ operation, resource, above, variant }, session)
  if (content === undefined) return operation.body === undefined ? { body: undefined, own } : undefined
  const apart = variant + nextShift(resource, session)
  const secretsIn = secretPointers(resource)
  const making = makingOf(session, apart)
  const { isRenewed = false, demanded } = makingsOf(resource, session)
  const body = makeBody(content, {
    ...making,
    namesNone: (name) => demanded?.has(name) === true || making.namesNone?.(name) === true,
    way,
    likened,
    validators,
    secrets: secretsIn,
    seed: seed + apart,
    isRenewed,
  })
  if (body === undefined) return undefined
  const isValid = (member: unknown): boolean =>
    (validators(content.schema ?? true)?.(withMember(body, member, resource)).length ?? 0) === 0
  const inner = schemaAt(content.schema ?? true, resource.wrap?.value.request ?? '', document.schemas) ?? true
  const adds = (member: unknown, pointer: Pointer): boolean =>
    way === 'plausible' &&
    declares({ schema: inner, value: member, tokens: parsePointer(pointer) }, { schemas: document.schemas, validators })
  const named = { keys: keysOf(references, document), isValid, adds }
  const whole = withKeysOfOthers(memberIn(body, resource), named)
  const less = leftOut.length > 0 && isObject(whole) ? without(whole, leftOut) : whole
  const sibling = isObject(less) ? withKeysOfSiblings(less, inner, { schemas: document.schemas, holder }) : less
  const views = [answerSchema({ resource, document })]
  const admitted = withAdmittedValues(sibling, { ...making, validators, views, isValid })
  const placed = withPlace(withoutServerValues(admitted, resource, isValid), { resource, above, document, isValid })
  const { scopes } = session.model
  const scoped = withScopes(placed, (scope) => session.scopes[scope], { scopes, isValid, refers: resource.refers })
  const keyed = withKeys(scoped, own, { resource, session, isValid })
  const { member, secrets } = withSecrets(keyed, resource, { seed: `${seed}${session.word()}`, way, isValid })
  for (const secret of secrets) connection.secrets.add(secret)
  return { body: withMember(body, member, resource), own }
}

interface Keying {
  readonly resource: Resource
  readonly session: LawSession
  readonly isValid: (member: unknown) => boolean
}

/** Puts a fresh key in the body where the client chooses it there; a key in the path stands in the body too where the body has one. */
function withKeys(member: unknown, own: readonly string[], { resource, session, isValid }: Keying): unknown {
  const isClients = resource.key.chosen?.value === 'client'
  let keyed = member
  for (const [index, { pointer }] of ownParameters(resource).entries()) {
    const isInPath = own[index] !== undefined
    if (pointer === undefined || ((!isClients || isInPath) && valueAt(keyed, pointer) === undefined)) continue
    const candidates =
      own[index] === undefined ? freshKeys(valueAt(keyed, pointer), session) : [own[index], Number(own[index])]
    keyed = candidates.map((key) => withValueAt(keyed, pointer, key)).find(isValid) ?? keyed
  }
  return keyed
}

/** Keys that no member has: the made one where it holds a word, else a word, a large number or a UUID. */
function freshKeys(made: unknown, { word }: Pick<LawSession, 'word'>): readonly unknown[] {
  const own = typeof made === 'string' && holdsWord(made) ? [made] : []
  return [...own, word(), randomInt(1_000_000, 2_000_000_000), randomUUID()]
}

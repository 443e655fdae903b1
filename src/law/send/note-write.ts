import type { ApiOperation } from '../../document/api-document.ts'
import { headerOf } from '../../http/raw-response.ts'
import type { TargetRequest } from '../../http/target.ts'
import { listOf } from '../../json/list-of.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { isForm } from '../body/request-body.ts'
import { bodiesOf, memberIn } from '../body/wrapped-member.ts'
import { noteValues, type OpenClaim } from '../session/claims.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { LawSession } from '../session/session.ts'
import { type Digests, digestsOf } from '../session/traces.ts'
import { unwrapped } from './address-of.ts'
import { withoutSecrets } from './secrets-of.ts'

/** A request, and its operation in the document. */
interface Sending {
  readonly request: TargetRequest
  readonly operation: ApiOperation | undefined
}

/**
 * Notes in the ledger the values that a request is about to write to a member or a state that the run has claimed. Returns a function that
 * notes what its answer shows: a clean-up later compares the member with both.
 */
export function noteWrite({ request, operation }: Sending, session: LawSession): (answer: Answer) => void {
  const [path = ''] = request.path.split('?')
  const claims = [...session.claims.open.values()].filter((claim) => claim.path === path)
  if (request.method === 'GET') return (answer) => noteLater(claims, answer, session)
  if (request.body === undefined) return () => undefined
  const written = claims.map((claim) => ({ claim, ...writtenTo(claim, { request, operation }, session) }))
  for (const { claim, values } of written) noteValues(claim, { as: 'wrote', values }, session.claims)
  return (answer) => {
    for (const { claim, names } of written) {
      // A replacement may change each property; another write, those that it names.
      const changed = request.method === 'PUT' ? undefined : names
      if (!isSuccess(answer)) continue
      if (isObject(answer.json)) noteShown(claim, { shown: answer.json, changed }, session)
      else session.claims.unshown.set(claim.n, changed)
    }
  }
}

/** Notes what the answer to a create or to another write shows of its member. `changed`: the names of the properties that count; default: all. */
export function noteShown(
  claim: OpenClaim,
  { shown, changed }: { readonly shown: unknown; readonly changed?: ReadonlySet<string> | undefined },
  session: LawSession,
): void {
  const resource = session.model.resources[claim.resource]
  if (resource === undefined || !session.claims.open.has(claim.n)) return
  const all = Object.entries(digestsOf(withoutSecrets(unwrapped(shown, resource), resource)))
  const values = Object.fromEntries(all.filter(([at]) => changed?.has(parsePointer(at)[0] ?? '') ?? true))
  noteValues(claim, { as: 'showed', values }, session.claims)
}

/** Notes what the first read after a write shows whose answer did not show the member. */
function noteLater(claims: readonly OpenClaim[], answer: Answer, session: LawSession): void {
  const { unshown } = session.claims
  for (const claim of claims) {
    if (!unshown.has(claim.n) || !isSuccess(answer)) continue
    const changed = unshown.get(claim.n)
    unshown.delete(claim.n)
    noteShown(claim, { shown: answer.json, changed }, session)
  }
}

/** What a request writes to a member. */
interface Written {
  readonly values: Digests
  /** The properties at the top that it names. */
  readonly names: ReadonlySet<string>
}

function writtenTo(claim: OpenClaim, { request, operation }: Sending, { model }: LawSession): Written {
  const resource = model.resources[claim.resource]
  const body = bodyOf(request)
  if (resource === undefined || body === undefined) return { values: {}, names: new Set() }
  const facts = resource.updates.find((one) => one.operation === operation?.id)
  const sent = memberIn(body, bodiesOf(resource, facts))
  const changes = [...changesIn(sent), ...(request.method === 'PUT' ? leftOut(sent, claim) : [])]
  const values = Object.assign({}, ...changes.map((change) => digestsAt(change, resource))) as Digests
  return { values, names: new Set(changes.flatMap(({ at, value }) => namesAt(at, value))) }
}

/** A replacement of a state takes back what it leaves out, to its default or to none. */
function leftOut(sent: unknown, { note }: OpenClaim): readonly Change[] {
  const has = new Set(Object.keys(isObject(sent) ? sent : {}))
  const others = Object.entries(note.restore?.takes ?? {}).filter(([name]) => !has.has(name))
  return others.map(([name, value]) => ({ at: formatPointer([name]), value }))
}

function digestsAt({ at, value }: Change, resource: Resource): Digests {
  const within = Object.entries(digestsOf(at === '' ? withoutSecrets(value, resource) : value))
  return Object.fromEntries(within.map(([inner, digest]) => [at + inner, digest]))
}

function namesAt(at: string, value: unknown): readonly string[] {
  return at === '' ? Object.keys(isObject(value) ? value : {}) : parsePointer(at).slice(0, 1)
}

/** A part of a member that a body changes. */
interface Change {
  readonly at: string
  readonly value: unknown
}

/** The changes of a body: those of a list of changes, each with its path, or the whole body. */
function changesIn(body: unknown): readonly Change[] {
  const listed = Array.isArray(body) ? (body as unknown[]) : isObject(body) ? listOf(body['Operations']) : []
  const changes = listed.flatMap((one): readonly Change[] => {
    if (!isObject(one) || typeof one['op'] !== 'string') return []
    const { path = '', value } = one
    if (typeof path !== 'string') return []
    return [{ at: path === '' || path.startsWith('/') ? path : formatPointer([path]), value }]
  })
  return changes.length > 0 ? changes : [{ at: '', value: body }]
}

/** The value of a body of JSON or of the fields of a form; undefined for any other. */
function bodyOf(request: TargetRequest): unknown {
  const text = new TextDecoder().decode(request.body)
  if (isForm(headerOf(request, 'content-type') ?? '')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

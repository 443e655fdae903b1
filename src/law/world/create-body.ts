import { isObject, parsePointer } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { declares } from '../body/declares.ts'
import type { Likened } from '../body/examples-in.ts'
import { withKeysOfSiblings } from '../body/keys-of-siblings.ts'
import { operationWithId } from '../body/paths.ts'
import { plausibleValue } from '../body/plausible-value.ts'
import { type Way, makeBody } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { withScopes } from '../body/scope-places.ts'
import { withPlace } from '../body/with-place.ts'
import { without } from '../body/without.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { makingOf } from '../send/ask.ts'
import { keyAndContent } from '../send/key-and-content.ts'
import { secretPointers, withOwnSecrets } from '../send/secrets-of.ts'
import { makingsOf } from '../session/makings-of.ts'
import { nextShift } from '../session/next-shift.ts'
import type { LawSession } from '../session/session.ts'
import type { KeyMembers } from './key-members.ts'
import { type References, keysOf, withKeysOfOthers } from './keys-of-others.ts'
import { withAdmittedValues } from './with-admitted-values.ts'
import { withFreshKey } from './with-fresh-key.ts'
import { withoutServerValues } from './without-server-values.ts'
import { isValidBy } from '../body/validators.ts'

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
  /** The members of other resources whose keys the member has. */
  readonly keyMembers?: KeyMembers
  /** The member above, as it was sent. */
  readonly holder?: unknown
}

/** Makes a body for a create, with fresh keys and secrets. Undefined where this way makes none. */
export function createBody(
  resource: Resource,
  { above, way, variant, leftOut = [], likened, references = new Map(), keyMembers, holder }: BodyAsked,
  session: LawSession,
): CreateBody | undefined {
  const { document, validators, seed, connection } = session
  const operation = operationWithId(document, resource.create?.operation ?? '')
  const { own, content } = keyAndContent({ operation, resource, above, variant, keyMembers }, session)
  if (content === undefined) return operation.body === undefined ? { body: undefined, own } : undefined
  const { numbers, days } = nextShift(resource, session.learned)
  const apart = variant + numbers
  const secretsIn = secretPointers(resource)
  const making = { ...makingOf(session, apart), days }
  const { isRenewed = false, demanded } = makingsOf(resource, session.learned)
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
    isValidBy(withMember(body, member, resource), content.schema ?? true, validators)
  const inner = schemaAt(content.schema ?? true, resource.wrap?.value.request ?? '', document.schemas) ?? true
  const adds = (member: unknown, pointer: Pointer): boolean =>
    way === 'plausible' &&
    declares({ schema: inner, value: member, tokens: parsePointer(pointer) }, { schemas: document.schemas, validators })
  const itemAt = (pointer: Pointer): unknown =>
    plausibleValue(schemaAt(inner, `${pointer}/*`, document.schemas) ?? true, making)
  const named = { keys: keysOf(references, document), isValid, adds, itemAt }
  const whole = withKeysOfOthers(memberIn(body, resource), named)
  const less = leftOut.length > 0 && isObject(whole) ? without(whole, leftOut) : whole
  const sibling = isObject(less) ? withKeysOfSiblings(less, inner, { schemas: document.schemas, holder }) : less
  const views = [answerSchema({ resource, document })]
  const admitted = withAdmittedValues(sibling, { ...making, validators, views, isValid })
  const placed = withPlace(withoutServerValues(admitted, resource, isValid), { resource, above, document, isValid })
  const { scopes } = session.model
  const scoped = withScopes(placed, (scope) => session.scopes[scope], { scopes, isValid, refers: resource.refers })
  const keyed = withFreshKey(scoped, own, { resource, session, isValid })
  const { member, secrets } = withOwnSecrets(keyed, resource, { seed: `${seed}${session.word()}`, way, isValid })
  for (const secret of secrets) connection.secrets.add(secret)
  return { body: withMember(body, member, resource), own }
}

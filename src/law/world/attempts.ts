import { createdSchemaAt } from '../body/create-schema.ts'
import { objectOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { wordsOf } from '../../words/words.ts'
import { examplesIn, type Likened, type Likeness } from '../body/examples-in.ts'
import { namesNoResource } from '../body/names-no-resource.ts'
import { operationWithId } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf, type Way } from '../body/request-body.ts'
import { memberIn } from '../body/wrapped-member.ts'
import type { Answer } from '../session/exchange.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { LawSession } from '../session/session.ts'
import { optionalIn } from './optional-in.ts'
import { otherValue } from './other-value.ts'
import { holdsName } from './property-named.ts'

/** A way to make a body, the optional properties that are left out, and the examples that values are made like. */
export interface Attempt {
  readonly way: Way
  readonly leftOut: readonly string[]
  readonly likened?: Likened | undefined
  /** True where the body has the listed values of the first accepted one. */
  readonly isListedKept?: true
}

/** A body that was refused. */
export interface Refused {
  readonly attempt: Attempt
  readonly body: unknown
  readonly answer: Answer
  readonly resource: Resource
}

/**
 * The attempts that follow a refused body of made values, before the other ways. First, ids that the refusal names are put in, and noted for
 * later bodies. Ids that name nothing are left out. Then values are like the examples of the properties that the refusal names, then like all
 * examples. Then the one property that the refusal names has other values. At last a part of the body is left out.
 */
export function attemptsAfter(refused: Refused, session: LawSession): readonly Attempt[] {
  const { attempt, resource } = refused
  if (attempt.way !== 'plausible' || attempt.leftOut.length > 0) return []
  const makings = makingsOf(resource, session.learned)
  const demanded = makings.demanded === undefined ? demandedBy(refused, session) : []
  if (demanded.length > 0) {
    makings.demanded = new Set(demanded)
    return [attempt]
  }
  return [...withoutOwnIds(refused, session), ...attemptsByWords(refused, session)]
}

/** The attempt without ids that name nothing in the document, such as `external_id`: a server may know what they name. */
function withoutOwnIds({ attempt, body, resource }: Refused, session: LawSession): readonly Attempt[] {
  const { likened } = attempt
  const ids = optionalIn(body, resource, session).filter((name) => namesNoResource(name, session.document))
  return ids.length === 0 ? [] : [{ way: 'plausible', leftOut: ids, ...(likened === undefined ? {} : { likened }) }]
}

function attemptsByWords(refused: Refused, session: LawSession): readonly Attempt[] {
  const { attempt } = refused
  const likened = moreLike(refused, session)
  if (likened !== undefined) return [{ way: 'plausible', leftOut: [], likened }]
  const other = withOtherValue(refused, session)
  if (other !== undefined) return [{ way: 'plausible', leftOut: [], likened: other }]
  const less = withLess(refused, session)
  if (attempt.likened === undefined) return less
  const alike = { likened: attempt.likened }
  return [...less.map((one) => ({ ...one, ...alike })), { way: 'least', leftOut: [], ...alike }, ...less]
}

/** The examples of the next attempt, with another value for the one property that the refusal names. Undefined where none is left. */
function withOtherValue({ attempt, body, answer, resource }: Refused, { document }: LawSession): Likened | undefined {
  const { likened } = attempt
  const inner = createdSchemaAt({ resource, document }) ?? true
  const next = otherValue({ member: memberIn(body, resource), schema: inner, answer, likened }, document)
  return next === undefined ? undefined : new Map([...(likened ?? []), next])
}

/** The examples of the next attempt: more than those of the refused one. Undefined where there are no more. */
function moreLike({ attempt, body, answer, resource }: Refused, { document }: LawSession): Likened | undefined {
  const content = contentOf(operationWithId(document, resource.create?.operation ?? ''))
  if (content === undefined) return undefined
  const known = attempt.likened ?? new Map<string, Likeness>()
  const sent = namesIn(body)
  const examples = [...examplesIn(content, document.schemas)].filter(([name]) => sent.has(name))
  const named = examples.flatMap(([name, one]): [string, Likeness][] => {
    const example = one.example ?? one.default
    const isNew = example !== undefined && known.get(name)?.isRefused !== true
    return isNew && holdsName(answer.text, name) ? [[name, { example, isRefused: true }]] : []
  })
  if (named.length > 0) return new Map([...known, ...named])
  const others = examples.flatMap(([name, { example, isOpen }]): [string, Likeness][] =>
    example === undefined || !isOpen || known.has(name) ? [] : [[name, { example, isRefused: false }]],
  )
  return others.length === 0 ? undefined : new Map([...known, ...others])
}

/**
 * The optional properties at the top that a refusal names and that the body lacks, such as a `clientId` of a client. A body lacks ids, since
 * they may name a member that is not there.
 */
function demandedBy({ body, answer, resource }: Refused, session: LawSession): readonly string[] {
  const { document } = session
  const member = memberIn(body, resource)
  const inner = flatten(createdSchemaAt({ resource, document }) ?? true, document.schemas)
  return Object.keys(objectOf(inner['properties'])).filter(
    (name) =>
      isObject(member) && member[name] === undefined && wordsOf(name).at(-1) === 'id' && holdsName(answer.text, name),
  )
}

/** The names of the properties of a value, at any depth. */
function namesIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const item of value as unknown[]) namesIn(item, found)
  if (!isObject(value)) return found
  for (const [name, one] of Object.entries(value)) namesIn(one, found.add(name))
  return found
}

/** The most properties that are left out in turn, as a count. */
const MOST_LEFT_OUT = 5

/** Attempts without a part of a refused body: without the optional properties that the refusal names, then without each of them. */
function withLess({ body, answer, resource }: Refused, session: LawSession): readonly Attempt[] {
  const optional = optionalIn(body, resource, session)
  const named = optional.filter((name) => answer.text.includes(name))
  const singles = [...named, ...optional.filter((name) => !named.includes(name))].slice(0, MOST_LEFT_OUT)
  const ids = optional.filter((name) => namesNoResource(name, session.document))
  const parts = singles.map((name) => (named.includes(name) ? [name] : [...new Set([name, ...ids])]))
  const all = [...(named.length > 1 ? [named] : []), ...parts]
  return all.map((leftOut) => ({ way: 'plausible', leftOut }))
}

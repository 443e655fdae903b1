import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer } from '../../../resource/model.ts'
import type { Part } from '../../change/changed-part.ts'
import { structuresFirst } from '../../change/structures-first.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import { short } from '../../compare/compare-member.ts'
import { bodiesOf, withMember } from '../../body/wrapped-member.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { all, isPartial, makes, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { propertiesOf } from '../../world/properties-within.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { isImmutable } from '../../body/is-immutable.ts'
import { statedDefault } from '../../body/stated-default.ts'
import type { FlatSchema } from '../../body/flatten-schema.ts'
import { contentOf } from '../../body/request-body.ts'
import { isJson } from '../../../resource/shape/body-schema.ts'
import { schemaAt } from '../../body/schema-at.ts'
import type { World } from '../../world/world.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'
import { isSurelyValidBy, isValidBy } from '../../body/validators.ts'

/** Empty values are stored. A server that tests the truth of a value, and not its presence, leaves empty values out. */
export const emptyValuesAreStored: Law = {
  id: 'empty-values-are-stored',
  level: 'must',
  text: 'An update that is accepted with an empty list, with false, zero, an empty text or null leaves neither the value of before nor the default.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, shows, updates),
  async check(world) {
    let [judged, isTried] = [0, false]
    for (const facts of world.resource.updates) {
      if (takesChanges(facts) || !isJson(facts.media)) continue
      // Flags and numbers of another variant than the first are not empty.
      const member = await world.fresh({ variant: 2 })
      const empty = emptyIn({ member, facts }, world).slice(0, MOST)
      const nulls = nullable({ member, facts }, world)
      let before = empty.length + nulls.length === 0 ? undefined : world.shown(await world.read(member))
      const sent: Empty[] = []
      const hold = async (some: readonly Empty[]): Promise<Outcome> => {
        if (!isObject(before) || some.length === 0) return 'unsent'
        const { outcome, after, told = 0 } = await holdUpdate(some, { member, facts, before }, world)
        if (outcome !== 'unsent') sent.push(...some)
        isTried ||= outcome !== 'unsent'
        judged += told
        before = after ?? before
        return outcome
      }
      for (const one of empty) if (!isObject(before) || !isEmpty(valueAt(before, one.at))) await hold([one])
      const open = nulls.filter(({ at }) => !sent.some((one) => one.value === null && one.at === at))
      // Values that are refused together may be taken alone.
      if ((await hold(open)) === 'refused' && open.length > 1)
        for (const one of open.toSorted(structuresFirst(({ at }) => valueAt(member.sent, at))).slice(0, MOST_NULLS))
          await hold([one])
    }
    if (judged === 0)
      throw new NotVerified(
        isTried ? 'no update with an empty value was accepted' : 'no property of an update takes an empty value',
      )
  },
}

/** The empty values that each update sends, as a count, and the properties that are set to null. */
const MOST = 5
const MOST_NULLS = 3

interface Empty {
  readonly at: Pointer
  readonly value: unknown
  /** The default of the property, where it is another value. */
  readonly fallback?: unknown
  /** True for zero where the document states the bounds of the number: it is a value then. */
  readonly isBounded?: boolean
}

/**
 * An empty value for a property of each type that was sent with another value. Properties at the top of the member come before those within
 * its objects.
 */
function emptyIn(changing: Changing, world: World): readonly Empty[] {
  const { member, facts } = changing
  const properties = propertiesOf({ ...facts, own: member.own }, world)
  const top = properties.filter(({ at }) => parsePointer(at).length === 1)
  const found = [...top, ...properties.filter((one) => !top.includes(one))].flatMap(({ at, schema }) => {
    const before = valueAt(member.sent, at)
    if (before === undefined || before === null) return []
    return EMPTY.filter((value) => value !== before && isOf(value, schema['type']))
      .filter((value) => value !== null || mayBeNull(at, world))
      .map((value): Empty => ({ at, value, ...emptyFacts(value, schema) }))
  })
  // A server that puts a default in the place of what is empty loses these most often.
  const valid = found
    .filter((one) => bodyOf([one], changing, world) !== undefined)
    .toSorted((one, other) => Number('fallback' in other) - Number('fallback' in one))
  return EMPTY.flatMap((value) => valid.filter((one) => one.value === value).slice(0, value === null ? MOST_NULLS : 1))
}

function emptyFacts(value: unknown, schema: FlatSchema): Pick<Empty, 'fallback' | 'isBounded'> {
  const fallback = statedDefault(schema)?.value
  const isOther = value !== null && fallback !== undefined && fallback !== null && !isDeepStrictEqual(fallback, value)
  const isBounded = value === 0 && (typeof schema['minimum'] === 'number' || 'exclusiveMinimum' in schema)
  return { ...(isOther ? { fallback } : {}), isBounded }
}

/** Lists first: these are lost most often. */
const EMPTY: readonly unknown[] = [[], false, null, 0, '']

/** A null in a request may stand for no value, where no answer has one. */
function mayBeNull(at: Pointer, world: World): boolean {
  const whole = answerSchema(world)
  const own = whole === undefined ? undefined : schemaAt(whole, at, world.document.schemas)
  return own !== undefined && isSurelyValidBy(null, own, world.validators)
}

function isOf(value: unknown, type: unknown): boolean {
  const types = new Set([type].flat())
  if (value === null) return true
  if (Array.isArray(value)) return types.has('array')
  return typeof value === 'number' ? types.has('number') || types.has('integer') : types.has(typeof value)
}

/** A null for each property at the top of the member of which an update takes one, whether a value was sent or not. */
function nullable(changing: Changing, world: World): readonly Empty[] {
  const { member, facts } = changing
  return propertiesOf({ ...facts, own: member.own }, world)
    .filter(({ at, schema }) => parsePointer(at).length === 1 && !isImmutable(schema))
    .map(({ at }): Empty => ({ at, value: null }))
    .filter((one) => bodyOf([one], changing, world) !== undefined)
}

/** The member that is sent. Undefined where the document takes no such values. */
function bodyOf(some: readonly Empty[], changing: Changing, world: World): Part | undefined {
  const { member, facts } = changing
  const base = isPartial(facts) ? member.sent : changedMember(changing, world)
  const changed = some.reduce<unknown>((whole, { at, value }) => withValueAt(whole, at, value), base)
  const tops = some.map(({ at }) => formatPointer(parsePointer(at).slice(0, 1)))
  const part = tops.reduce<unknown>((whole, top) => withValueAt(whole, top, valueAt(changed, top)), {}) as Part
  const body = isPartial(facts) ? part : (changed as Part)
  const schema = contentOf(world.operation(facts.operation), facts.media)?.schema ?? true
  const whole = withMember(undefined, body, bodiesOf(world.resource, facts))
  return isValidBy(whole, schema, world.validators) ? body : undefined
}

interface Standing extends Changing {
  /** The member as it was read last. */
  readonly before: Readonly<Record<string, unknown>>
}

/** The outcome of an update. `unsent`: the document does not take it. */
type Outcome = 'unsent' | 'refused' | 'accepted'

interface Held {
  readonly outcome: Outcome
  /** The member after the update, where it was read. */
  readonly after?: Standing['before']
  /** The values that were judged, as a count. */
  readonly told?: number
}

async function holdUpdate(some: readonly Empty[], changing: Standing, world: World): Promise<Held> {
  const { member, facts, before } = changing
  const body = bodyOf(some, changing, world)
  if (body === undefined) return { outcome: 'unsent' }
  const updated = await world.update(member, body, { facts })
  if (!isSuccess(updated) || isLater(updated)) return { outcome: 'refused' }
  const answer = await world.read(member)
  const after = world.shown(answer)
  if (!isSuccess(answer) || !isObject(after)) return { outcome: 'refused' }
  // A null in a request may stand for no value, where no answer has one.
  const told = some.filter(({ at, value }) => !isEmpty(valueAt(before, at)) && (value !== null || mayBeNull(at, world)))
  if (told.length > 0)
    world.expect(
      answer,
      told.flatMap((one) => [
        ...keptIn({ before, after }, one, world),
        ...defaultIn({ before, after }, { ...one, isWhole: !isPartial(facts) }, world),
      ]),
    )
  return { outcome: 'accepted', after, told: told.length }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || EMPTY.some((one) => JSON.stringify(one) === JSON.stringify(value))
}

interface Looks {
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

/** Zero, an empty text and null may stand for no value, and so leave the value of before. */
function keptIn({ before, after }: Looks, { at, value }: Empty, world: World): readonly Problem[] {
  const now = valueAt(after, at)
  if (!isDeepStrictEqual(valueAt(before, at), now)) return []
  const isClear = Array.isArray(value) || value === false
  return [
    {
      signature: 'kept',
      message: `expected ${short(value)} at ${at} after an update with it, got ${short(now)} still`,
      at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
      expected: value,
      actual: now,
      ...shouldUnless(isClear),
    },
  ]
}

/** A default in the place of an empty value that was sent. An empty list may stand for it. What was there before is another finding. */
function defaultIn(
  { before, after }: Looks,
  { at, value, fallback, isBounded, isWhole }: Empty & { readonly isWhole: boolean },
  world: World,
): readonly Problem[] {
  const now = valueAt(after, at)
  if (fallback === undefined || !isDeepStrictEqual(now, fallback) || isDeepStrictEqual(valueAt(before, at), now))
    return []
  const isClear = value === false || (isBounded === true && isWhole)
  return [
    {
      signature: 'default',
      message: `expected ${short(value)} at ${at} after an update with it, got the default ${short(now)}`,
      at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
      expected: value,
      actual: now,
      ...shouldUnless(isClear),
    },
  ]
}

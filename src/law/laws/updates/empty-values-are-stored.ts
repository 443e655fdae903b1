import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer } from '../../../resource/model.ts'
import type { Part } from '../../change/changed-part.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import { short } from '../../compare/compare-member.ts'
import { bodiesOf, withMember } from '../../body/wrapped-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, isPartial, makes, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { propertiesOf } from '../../world/properties-within.ts'
import type { Problem } from '../../session/problem.ts'
import { contentOf, isJson } from '../../body/request-body.ts'
import { schemaAt } from '../../body/schema-at.ts'
import type { World } from '../../world/world.ts'

/** Servers that ask whether a value is there, and not whether it was sent, leave empty ones out. */
export const emptyValuesAreStored: Law = {
  id: 'empty-values-are-stored',
  level: 'must',
  text: 'An update that is accepted with an empty list, with false, zero, an empty text or null does not leave the value of before.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, reads, updates),
  async check(world) {
    let judged = 0
    for (const facts of world.resource.updates) {
      if (facts.effect?.value === 'json-patch' || !isJson(facts.media)) continue
      // Flags and numbers of another variant than the first are not empty.
      const member = await world.fresh({ variant: 2 })
      let before = world.shown(await world.read(member))
      for (const empty of emptyIn({ member, facts }, world).slice(0, MOST)) {
        if (!isObject(before)) break
        const after = await holdUpdate(empty, { member, facts, before }, world)
        if (after === undefined) continue
        judged += 1
        before = after
      }
    }
    if (judged === 0) throw new NotVerified('no update with an empty value was accepted')
  },
}

/** The empty values that each update sends, as a count, and the properties that are set to null. */
const MOST = 5
const MOST_NULLS = 3

interface Empty {
  readonly at: Pointer
  readonly value: unknown
}

/** An empty value for a property of each type that was sent with another value, at the top of the member before those within its objects. */
function emptyIn(changing: Changing, world: World): readonly Empty[] {
  const { member, facts } = changing
  const properties = propertiesOf({ ...facts, own: member.own }, world)
  const top = properties.filter(({ at }) => parsePointer(at).length === 1)
  const found = [...top, ...properties.filter((one) => !top.includes(one))].flatMap(({ at, schema }) => {
    const before = valueAt(member.sent, at)
    if (before === undefined || before === null) return []
    return EMPTY.filter((value) => value !== before && isOf(value, schema['type']))
      .filter((value) => value !== null || mayBeNull(at, world))
      .map((value): Empty => ({ at, value }))
  })
  const valid = found.filter((one) => bodyOf(one, changing, world) !== undefined)
  return EMPTY.flatMap((value) => valid.filter((one) => one.value === value).slice(0, value === null ? MOST_NULLS : 1))
}

/** Lists first: these are lost most often. */
const EMPTY: readonly unknown[] = [[], false, null, 0, '']

/** A null in a request may stand for no value, where no answer has one. */
function mayBeNull(at: Pointer, world: World): boolean {
  const whole = answerSchema(world)
  const own = whole === undefined ? undefined : schemaAt(whole, at, world.document.schemas)
  return own !== undefined && (world.validators(own)?.(null).length ?? 1) === 0
}

function isOf(value: unknown, type: unknown): boolean {
  const types = new Set([type].flat())
  if (value === null) return true
  if (Array.isArray(value)) return types.has('array')
  return typeof value === 'number' ? types.has('number') || types.has('integer') : types.has(typeof value)
}

/** The member that is sent. Undefined where the document takes no such value. */
function bodyOf({ at, value }: Empty, changing: Changing, world: World): Part | undefined {
  const { member, facts } = changing
  const changed = withValueAt(isPartial(facts) ? member.sent : changedMember(changing, world), at, value)
  const top = formatPointer(parsePointer(at).slice(0, 1))
  const body = (isPartial(facts) ? withValueAt({}, top, valueAt(changed, top)) : changed) as Part
  const schema = contentOf(world.operation(facts.operation), facts.media)?.schema ?? true
  const whole = withMember(undefined, body, bodiesOf(world.resource, facts))
  return (world.validators(schema)?.(whole).length ?? 0) === 0 ? body : undefined
}

interface Standing extends Changing {
  /** The member as it was read last. */
  readonly before: Readonly<Record<string, unknown>>
}

/** The member after the update. Undefined where nothing can be judged. */
async function holdUpdate(empty: Empty, changing: Standing, world: World): Promise<Standing['before'] | undefined> {
  const { member, facts, before } = changing
  const body = bodyOf(empty, changing, world)
  if (body === undefined || isEmpty(valueAt(before, empty.at))) return undefined
  const updated = await world.update(member, body, { facts })
  if (!isSuccess(updated) || updated.status === 202) return undefined
  const answer = await world.read(member)
  const after = world.shown(answer)
  if (!isSuccess(answer) || !isObject(after)) return undefined
  world.expect(answer, keptIn({ before, after }, empty, world))
  return after
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
      ...(isClear ? {} : { level: 'should' as const }),
    },
  ]
}

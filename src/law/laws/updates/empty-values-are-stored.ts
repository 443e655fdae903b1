import type { DocumentSchema } from '../../../document/api-document.ts'
import { isObject } from '../../../json/pointer.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import { short } from '../../compare/compare-member.ts'
import { bodiesOf, withMember } from '../../world/create-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, isPartial, makes, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { answerSchema } from '../../change/is-read-only.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import { flatten } from '../../body/plausible-value.ts'
import type { Problem } from '../../session/problem.ts'
import { contentOf, isJson } from '../../body/request-body.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { secretPointers } from '../../send/secrets-of.ts'
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
  readonly name: string
  readonly value: unknown
}

/** An empty value for a property of each type that was sent with another value. */
function emptyIn(changing: Changing, world: World): readonly Empty[] {
  const { member, facts } = changing
  const { resource, document } = world
  const { properties } = memberSchema({ ...facts, own: member.own }, world)
  const keys = Object.values(resource.key.address?.value ?? {})
  const apart = new Set([...resource.server, ...secretPointers(resource), ...keys])
  const { sent } = member
  const found = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, property]): readonly Empty[] => {
    const before = isObject(sent) ? sent[name] : undefined
    const { type, 'x-kept': isKept } = flatten(property as DocumentSchema, document.schemas)
    if (isKept === true || apart.has(`/${name}`) || before === undefined || before === null) return []
    return EMPTY.filter((value) => value !== before && isOf(value, type))
      .filter((value) => value !== null || mayBeNull(name, world))
      .map((value) => ({ name, value }))
  })
  const valid = found.filter((one) => bodyOf(one, changing, world) !== undefined)
  return EMPTY.flatMap((value) => valid.filter((one) => one.value === value).slice(0, value === null ? MOST_NULLS : 1))
}

/** Lists first: these are lost most often. */
const EMPTY: readonly unknown[] = [[], false, null, 0, '']

/** A null in a request may stand for no value, where no answer has one. */
function mayBeNull(name: string, world: World): boolean {
  const whole = answerSchema(world)
  const own = whole === undefined ? undefined : schemaAt(whole, `/${name}`, world.document.schemas)
  return own !== undefined && (world.validators(own)?.(null).length ?? 1) === 0
}

function isOf(value: unknown, type: unknown): boolean {
  const types = new Set([type].flat())
  if (value === null) return true
  if (Array.isArray(value)) return types.has('array')
  return typeof value === 'number' ? types.has('number') || types.has('integer') : types.has(typeof value)
}

/** The member that is sent. Undefined where the document takes no such value. */
function bodyOf(
  { name, value }: Empty,
  changing: Changing,
  world: World,
): Readonly<Record<string, unknown>> | undefined {
  const { facts } = changing
  const body = { ...(isPartial(facts) ? {} : changedMember(changing, world)), [name]: value }
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
  const { name } = empty
  const body = bodyOf(empty, changing, world)
  if (body === undefined || isEmpty(before[name])) return undefined
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
function keptIn({ before, after }: Looks, { name, value }: Empty, world: World): readonly Problem[] {
  if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) return []
  const isClear = Array.isArray(value) || value === false
  return [
    {
      signature: 'kept',
      message: `expected ${short(value)} at /${name} after an update with it, got ${short(after[name])} still`,
      at: `body#${world.resource.wrap?.value.answer ?? ''}/${name}`,
      expected: value,
      actual: after[name],
      ...(isClear ? {} : { level: 'should' as const }),
    },
  ]
}

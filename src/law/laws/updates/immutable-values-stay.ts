import { isDeepStrictEqual } from 'node:util'
import type { ApiDocument, DocumentSchema } from '../../../document/api-document.ts'
import { isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer, Resource, UpdateFacts } from '../../../resource/model.ts'
import { operationWithId } from '../../body/paths.ts'
import { type Choose, placesIn, type PropertyPlace } from '../../body/places-in.ts'
import { isImmutable } from '../../body/is-immutable.ts'
import { contentOf } from '../../body/request-body.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { changedParts, type Part } from '../../change/changed-part.ts'
import { updateTakes } from '../../change/update-takes.ts'
import { withRequired } from '../../change/with-required.ts'
import { short } from '../../compare/compare-member.ts'
import { isRefusal, isSuccess, isLater } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, creates, isPartial, missing, type Need, updates, shows } from '../../world/facts.ts'
import { bodiesOf, memberIn } from '../../body/wrapped-member.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const hasImmutable: Need = (resource, _, document) =>
  immutableIn(resource, document).length === 0
    ? missing('that a property cannot be changed')
    : { holds: true, certainty: 'sure' }

/** A property that the document calls immutable keeps its value. */
export const immutableValuesStay: Law = {
  id: 'immutable-values-stay',
  level: 'must',
  text: 'A property of which the document says that it cannot be changed has its value still after an update with another one.',
  source: 'the document: a description of the property such as "Immutable"; AIP-203',
  needs: all(creates, shows, updates, hasImmutable),
  isRare: true,
  async check(world) {
    const member = await world.fresh()
    let judged = 0
    for (const at of immutableIn(world.resource, world.document).slice(0, MOST)) {
      const before = valueAt(world.shown(await world.read(member)), at)
      const value = before === undefined ? undefined : await otherValue(at, before, world)
      if (value === undefined) continue
      for (const facts of world.resource.updates)
        if (await holdUpdate({ at, value, before }, { member, facts }, world)) judged += 1
    }
    if (judged === 0)
      throw new NotVerified('no read shows a property that cannot be changed, and that has another value')
  },
}

/** The properties that an update tries to change, as a count. */
const MOST = 4

/** The places in the body of a create, or of an update, of what the document calls immutable. Keys are another law's matter. */
function immutableIn(resource: Resource, document: ApiDocument): readonly Pointer[] {
  const { create, updates: found, key, server } = resource
  const { schemas } = document
  const apart = new Set([...server, ...Object.values(key.address?.value ?? {})])
  const choose: Choose = (place) => {
    if (apart.has(place.at) || place.schema['readOnly'] === true) return 'none'
    return isStill(place) ? 'alone' : 'all'
  }
  const schemaOf = (id: string, media: string | undefined, bodies: Pick<Resource, 'wrap'>): DocumentSchema => {
    const whole = contentOf(operationWithId(document, id), media)?.schema ?? true
    return schemaAt(whole, bodies.wrap?.value.request ?? '', schemas) ?? true
  }
  const bodies = [
    ...(create === undefined ? [] : [schemaOf(create.operation, create.media, resource)]),
    ...found.map((facts) => schemaOf(facts.operation, facts.media, bodiesOf(resource, facts))),
  ]
  const immutable = bodies.flatMap((schema) => placesIn(schema, schemas, choose)).filter(isStill)
  return [...new Set(immutable.map(({ at }) => at))]
}

function isStill({ schema }: PropertyPlace): boolean {
  return isImmutable(schema)
}

/** The value that another member would have: a text, a number, a flag or a listed value. */
async function otherValue(at: Pointer, before: unknown, world: World): Promise<unknown> {
  for (const variant of [1, 2]) {
    const { body } = await world.body({ variant })
    const value = valueAt(memberIn(body, world.resource), at)
    if (value !== undefined && !isObject(value) && !isDeepStrictEqual(value, before)) return value
  }
  return undefined
}

interface Changing {
  readonly at: Pointer
  readonly value: unknown
  readonly before: unknown
}

/**
 * The value alone. Where the schema of the update lacks its property, a server may drop it, and refuse an update of nothing. The value goes
 * with another one first.
 */
function partsWith(
  { at, value }: Pick<Changing, 'at' | 'value'>,
  updating: { readonly member: Member; readonly facts: UpdateFacts },
  world: World,
): readonly Part[] {
  const alone = withValueAt({}, at, value) as Part
  const [top = ''] = parsePointer(at)
  const other = updateTakes(updating.facts, at, world)
    ? undefined
    : changedParts(updating, world).find((part) => !Object.hasOwn(part, top))
  const parts = other === undefined ? [alone] : [{ ...other, ...alone }, alone]
  return parts.map((part) => withRequired(part, updating, world))
}

/** Sends an update with another value. False where the answer tells nothing. */
async function holdUpdate(
  { at, value, before }: Changing,
  { member, facts }: { readonly member: Member; readonly facts: UpdateFacts },
  world: World,
): Promise<boolean> {
  const attempts = isPartial(facts)
    ? partsWith({ at, value }, { member, facts }, world)
    : [withValueAt(member.sent, at, value)]
  const [first, ...others] = attempts
  let updated = await world.update(member, first, { facts })
  for (const sent of isRefusal(updated) ? others : []) updated = await world.update(member, sent, { facts })
  if (isLater(updated) || updated.status >= 500) return false
  const answer = await world.read(member)
  if (!isSuccess(answer)) return false
  const now = valueAt(world.shown(answer), at)
  const problem = {
    signature: 'changed',
    message: `expected ${at} to stay ${short(before)} after ${updated.asked} with ${short(value)}, as the document says that it cannot be changed, got ${short(now)}`,
    at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
    expected: before,
    actual: now,
  }
  world.expect(answer, isDeepStrictEqual(now, value) ? [problem] : [])
  return true
}

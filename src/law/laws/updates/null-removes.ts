import { isDeepStrictEqual } from 'node:util'
import { objectOf } from '../../../json/list-of.ts'
import { formatPointer, isObject, parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import type { Pointer, UpdateFacts } from '../../../resource/model.ts'
import { isBarePatch } from '../../world/whole-content.ts'
import type { World } from '../../world/world.ts'
import type { Member } from '../../session/member.ts'
import type { Part } from '../../change/changed-part.ts'
import { holdCleared } from '../../change/after-null.ts'
import { withRequired } from '../../change/with-required.ts'
import { mapsOf, propertiesWithin } from '../../world/properties-within.ts'
import { all, makes, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { optionalProperties } from '../../world/optional-properties.ts'
import { bodiesOf, withMember } from '../../body/wrapped-member.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { contentOf } from '../../body/request-body.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { holdsWord } from '../../body/words.ts'
import { isSurelyValidBy, isValidBy } from '../../body/validators.ts'

/** A null in a JSON merge patch removes its property. */
export const nullRemoves: Law = {
  id: 'null-removes',
  level: 'must',
  text: 'A null in a JSON merge patch removes the property.',
  source: 'RFC 7396, section 2',
  needs: all(makes, reads, updates),
  async check(world) {
    const facts = world.resource.updates.find(({ media }) =>
      media.toLowerCase().startsWith('application/merge-patch+json'),
    )
    if (facts === undefined) throw new NotVerified('the contract has no update by a JSON merge patch')
    const member = await world.fresh()
    const first = world.shown(await world.read(member))
    const { sent } = member
    if (!isObject(first) || !isObject(sent)) throw new NotVerified('the member is no object')
    const names = optionalProperties(facts, world).filter(
      (one) => Object.hasOwn(sent, one) && JSON.stringify(first[one]) === JSON.stringify(sent[one]),
    )
    const open = removable(names, { sent, facts }, world).slice(0, MOST)
    let judged = 0
    let before: unknown = first
    for (const { at, isOfMap } of removableWithin({ member, facts, before, removed: open }, world)) {
      const part = withRequired(withValueAt({}, at, null) as Part, { member, facts }, world)
      const updated = await world.update(member, part, { facts })
      const isEntry = isOfMap && isValid(part, facts, world)
      if (await holdCleared(at, updated, { member, before, isEntry, world })) judged += 1
      // The map is removed as a whole below.
      if (isOfMap) before = world.shown(await world.read(member))
    }
    for (const name of open) {
      // A refusal that the document leaves open is told of one property.
      if (judged > 0 && !takesNull(name, facts, world)) break
      const at = formatPointer([name])
      // Its only entry is removed already.
      if (isDeepStrictEqual(valueAt(before, at), {})) continue
      const updated = await world.update(member, { [name]: null }, { facts })
      if (takesNull(name, facts, world)) {
        const what = `a patch with null at ${at}, which the document allows`
        world.expect(updated, statusProblems(updated, ['2xx'], { what, level: 'should' }))
      }
      if (await holdCleared(at, updated, { member, before, world })) judged += 1
    }
    if (judged === 0) throw new NotVerified('no patch with a null was accepted')
  },
}

interface Removing {
  readonly member: Member
  readonly facts: UpdateFacts
  readonly before: unknown
  /** The properties of the member that other patches remove. */
  readonly removed: readonly string[]
}

interface Within {
  readonly at: Pointer
  /** True for an entry of a map. */
  readonly isOfMap: boolean
}

/** An entry of a map and a property of an object within a member, one each: such patches remove at any depth. */
function removableWithin({ member, facts, before, removed }: Removing, world: World): readonly Within[] {
  const { sent } = member
  const isShown = (at: Pointer): boolean =>
    holdsWord(valueAt(sent, at)) && isDeepStrictEqual(valueAt(before, at), valueAt(sent, at))
  const optional = propertiesWithin(facts, world).filter(
    ({ schema, isOptional }) => isOptional && !('default' in schema),
  )
  const entries = mapsOf(facts, world).flatMap(({ at }) =>
    Object.keys(objectOf(valueAt(sent, at))).map((key) => at + formatPointer([key])),
  )
  const property = optional
    .map(({ at }) => at)
    .find((at) => isShown(at) && !isObject(valueAt(sent, at)) && !removed.includes(parsePointer(at)[0] ?? ''))
  const entry = entries.find((at) => isShown(at) && at !== property)
  return [
    ...(entry === undefined ? [] : [{ at: entry, isOfMap: true }]),
    ...(property === undefined ? [] : [{ at: property, isOfMap: false }]),
  ]
}

/** The properties that are removed, as a count. */
const MOST = 4

/**
 * Properties that a null can remove, those first whose null keeps to the document. A property that each member has, a listed value and a
 * flag get a default. It may be the value that was there.
 */
function removable(
  names: readonly string[],
  { sent, facts }: { readonly sent: Readonly<Record<string, unknown>>; readonly facts: UpdateFacts },
  world: World,
): readonly string[] {
  const { document, validators } = world
  const shown = flatten(answerSchema(world) ?? true, document.schemas)
  const always = new Set(Array.isArray(shown['required']) ? (shown['required'] as unknown[]) : [])
  // A property that each answer has shows the null itself, where the document takes and shows a null there.
  const showsNull = (name: string): boolean => {
    const own = schemaAt(answerSchema(world) ?? true, `/${name}`, document.schemas)
    return takesNull(name, facts, world) && isSurelyValidBy(null, own ?? true, validators)
  }
  const open = names.filter((name) =>
    always.has(name) ? showsNull(name) : takesNull(name, facts, world) || isFreeValue(sent[name]),
  )
  const weight = (name: string): number => Number(takesNull(name, facts, world))
  return open.toSorted((one, other) => weight(other) - weight(one))
}

/** A value that is no default: it holds a word of the run, or is a number. */
function isFreeValue(value: unknown): boolean {
  return typeof value === 'number' || holdsWord(value)
}

/** True where a patch with null at the property keeps to the document. */
function takesNull(name: string, facts: UpdateFacts, world: World): boolean {
  return isValid({ [name]: null }, facts, world)
}

/** True for a patch that keeps to the document. */
function isValid(part: Part, facts: UpdateFacts, world: World): boolean {
  const content = contentOf(world.operation(facts.operation), facts.media)
  // A schema without properties says nothing of one.
  if (isBarePatch(facts.media, content, world)) return false
  const schema = content?.schema ?? true
  const whole = withMember(undefined, part, bodiesOf(world.resource, facts))
  return isValidBy(whole, schema, world.validators)
}

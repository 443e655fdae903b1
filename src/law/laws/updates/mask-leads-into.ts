import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import { changedMember } from '../../change/changed-member.ts'
import { putEntries } from '../../change/free-entries.ts'
import { isPlain } from '../../list/filter-place.ts'
import { maskedUpdates, type MaskedUpdate } from '../../change/masked-updates.ts'
import { short } from '../../compare/compare-member.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { all, lacking, makes, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isMap, propertiesOf } from '../../world/properties-within.ts'
import type { World } from '../../world/world.ts'

const masks: Need = (resource, _, document) =>
  maskedUpdates(resource, document).length > 0
    ? { holds: true, certainty: 'sure' }
    : lacking('update with a query parameter such as update_mask')

/** A path of a mask leads into an object or a map. */
export const maskLeadsInto: Law = {
  id: 'mask-leads-into',
  level: 'must',
  text: 'An update whose mask has a path such as `location.floor` or `labels.env` changes this property or this entry, and leaves what stands beside it. An entry that the body lacks is removed where the document says so.',
  source: 'the document: a description of the mask, or of the map; AIP-134, AIP-161',
  needs: all(makes, reads, masks),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const update of maskedUpdates(world.resource, world.document)) {
      if (update.said.leadsInto) judged += await holdObjects(update, world)
      judged += await holdMaps(update, world)
    }
    if (judged === 0) throw new NotVerified('no update with a path into an object or a map was accepted')
  },
}

/** An update of one property within an object or a map. */
interface Inner {
  readonly member: Member
  /** The object, and the property within it that the mask names. */
  readonly name: string
  readonly inner: string
  /** The object as the body has it; undefined for a body without it. */
  readonly sent: Readonly<Record<string, unknown>> | undefined
}

/** Changes all properties of an object in the body, and names one of them. Returns the count of what was judged. */
async function holdObjects(update: MaskedUpdate, world: World): Promise<number> {
  const { facts } = update
  const places = propertiesOf(facts, world).filter(({ at, schema }) => !at.slice(1).includes('/') && !isMap(schema))
  let judged = 0
  for (const { at } of places) {
    const name = at.slice(1)
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const [old, sent] = [before, changedMember({ member, facts }, world)].map((one) =>
      isObject(one) ? one[name] : undefined,
    )
    if (!isObject(old) || !isObject(sent)) continue
    const changed = Object.keys(sent).filter(
      (one) => isPlain(old[one]) && isPlain(sent[one]) && old[one] !== sent[one] && one !== 'type',
    )
    const inner = changed.at(-1)
    if (inner === undefined || changed.length < 2) continue
    judged += await holdInner({ member, name, inner, sent }, update, world)
  }
  return judged
}

/** Changes one entry of a map, and removes another one. Returns the count of what was judged. */
async function holdMaps(update: MaskedUpdate, world: World): Promise<number> {
  const { facts, said } = update
  let judged = 0
  for (const { at, schema } of propertiesOf(facts, world)) {
    const told = schema['x-entry-path']
    if (!isMap(schema) || at.slice(1).includes('/') || (told === undefined && !said.leadsIntoMaps)) continue
    const name = at.slice(1)
    const member = await world.fresh()
    const put = await putEntries({ member, facts, at }, world)
    const [first, second] = Object.keys(put ?? {})
    if (put === undefined || first === undefined || second === undefined) continue
    judged += await holdInner({ member, name, inner: first, sent: { [first]: world.word() } }, update, world)
    if (told !== 'removes' && !said.resets) continue
    judged += await holdInner({ member, name, inner: second, sent: undefined }, update, world)
  }
  return judged
}

/** Sends the update, and holds a read to it. Returns the count of what was judged. */
async function holdInner(
  { member, name, inner, sent }: Inner,
  { facts, mask }: MaskedUpdate,
  world: World,
): Promise<number> {
  const before = objectIn(world.shown(await world.read(member)), name)
  const body = sent === undefined ? {} : { [name]: sent }
  const answer = await world.update(member, body, { facts, query: { [mask]: `${name}.${inner}` } })
  if (!isSuccess(answer) || isLater(answer)) return 0
  const read = await world.read(member)
  const now = objectIn(world.shown(read), name)
  const problem = (key: string, expected: unknown): Problem => {
    const at = formatPointer([name, key])
    const message = `expected ${expected === undefined ? 'no value' : short(expected)} at ${at} after ${answer.asked}, got ${now[key] === undefined ? 'no value' : short(now[key])}`
    return { signature: 'mask-path', message, at: `body#${at}`, expected, actual: now[key] ?? 'no value' }
  }
  const lost = Object.keys(before).filter((key) => key !== inner && !isDeepStrictEqual(now[key], before[key]))
  const isKept = isDeepStrictEqual(now[inner], before[inner])
  world.expect(read, [
    ...(isKept ? [problem(inner, sent?.[inner])] : []),
    ...lost.slice(0, 1).map((key) => problem(key, before[key])),
  ])
  return 1
}

function objectIn(shown: unknown, name: string): Readonly<Record<string, unknown>> {
  const value = isObject(shown) ? shown[name] : undefined
  return isObject(value) ? value : {}
}

import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import type { DocumentSchema } from '../../../document/api-document.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { isImmutable } from '../../body/is-immutable.ts'
import { refersToOthers } from '../../body/refers-to-others.ts'
import { without } from '../../body/without.ts'
import { freshApartFromDefaults } from '../../change/apart-from-defaults.ts'
import { changedParts } from '../../change/changed-part.ts'
import { maskedUpdates, type MaskedUpdate } from '../../change/masked-updates.ts'
import { short } from '../../compare/compare-member.ts'
import { isEmptyValue } from '../../compare/is-empty-value.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { all, creates, lacking, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { defaultsOf, memberSchema, optionalProperties, roomFor } from '../../world/optional-properties.ts'
import type { World } from '../../world/world.ts'

const resets: Need = (resource, _, document) =>
  maskedUpdates(resource, document).some(({ said }) => said.resets || said.replaces)
    ? { holds: true, certainty: 'sure' }
    : lacking('update mask of which it says that it resets what the body lacks')

/** A mask resets what it names and the body lacks. */
export const maskResets: Law = {
  id: 'mask-resets',
  level: 'must',
  text: 'An update resets an optional property that its mask names and its body lacks, and with the mask `*` each one that its body lacks, where the document says so.',
  source: 'the document: a description of the mask; AIP-134',
  needs: all(creates, reads, resets),
  isRare: true,
  async check(world) {
    let judged = 0
    for (const update of maskedUpdates(world.resource, world.document)) {
      if (update.said.resets) judged += await holdNamed(update, world)
      if (update.said.replaces) judged += await holdWhole(update, world)
    }
    if (judged === 0) throw new NotVerified('no update with a mask that resets a property was accepted')
  },
}

/** The most properties that are reset alone, as a count. */
const MOST = 4

/** A member, what a read shows of it, and its properties that an update may reset. */
interface Before {
  readonly member: Member
  readonly shown: Readonly<Record<string, unknown>>
  readonly names: readonly string[]
}

async function beforeOf({ facts }: MaskedUpdate, world: World): Promise<Before> {
  const member = await freshApartFromDefaults(world)
  const shown = world.shown(await world.read(member))
  if (!isObject(shown)) throw new NotVerified('a read shows no object')
  const { create } = world.resource
  const ofCreate = { operation: create?.operation ?? '', media: create?.media }
  const defaults = defaultsOf(ofCreate, world)
  const updatable = memberSchema(facts, world)['properties']
  const optional = [...optionalProperties(ofCreate, world), ...Object.keys(defaults)]
  const names = optional.filter((name) => {
    const value = shown[name]
    const isReset = value === undefined || isEmptyValue(value) || isDeepStrictEqual(value, defaults[name])
    const own = isObject(updatable) ? updatable[name] : undefined
    const isFree = own !== undefined && !isImmutable(flatten(own as DocumentSchema, world.document.schemas))
    return !isReset && isFree && !refersToOthers(name, {})
  })
  return { member, shown, names }
}

/** Names each property together with one that the body has. Returns the count of what was judged. */
async function holdNamed(update: MaskedUpdate, world: World): Promise<number> {
  const { facts, mask } = update
  const { member, shown, names } = await beforeOf(update, world)
  let judged = 0
  for (const name of names.slice(0, MOST)) {
    const part = changedParts({ member, facts }, world).find((one) => !Object.hasOwn(one, name)) ?? {}
    const query = { [mask]: [...Object.keys(part), name].join() }
    const answer = await world.update(member, part, { facts, query })
    if (!isSuccess(answer) || isLater(answer)) continue
    judged += 1
    await holdReset([name], { before: shown, member, answer }, world)
  }
  return judged
}

/** Sends the mask `*` with what a create needs alone. Returns the count of what was judged. */
async function holdWhole(update: MaskedUpdate, world: World): Promise<number> {
  const { facts, mask } = update
  const { member, shown, names } = await beforeOf(update, world)
  if (names.length === 0 || !isObject(member.sent)) return 0
  const body = roomFor(without(member.sent, names), { ...facts, own: member.own }, world)
  const answer = await world.update(member, body, { facts, query: { [mask]: '*' } })
  if (!isSuccess(answer) || isLater(answer)) return 0
  await holdReset(names, { before: shown, member, answer }, world)
  return 1
}

interface Reset {
  readonly before: Readonly<Record<string, unknown>>
  readonly member: Member
  /** The answer to the update. */
  readonly answer: Answer
}

async function holdReset(names: readonly string[], { before, member, answer }: Reset, world: World): Promise<void> {
  const read = await world.read(member)
  const now = world.shown(read)
  const kept = names.filter((name) => isObject(now) && isDeepStrictEqual(now[name], before[name]))
  const problems = kept.map((name): Problem => {
    const at = formatPointer([name])
    const message = `expected ${at} to be reset after ${answer.asked}, whose body lacks it, got ${short(before[name])} as before`
    return {
      signature: 'mask-keeps',
      message,
      at: `body#${at}`,
      expected: 'no value, or the default',
      actual: before[name],
    }
  })
  world.expect(read, problems)
}

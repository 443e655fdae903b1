import { isObject } from '../../../json/pointer.ts'
import { bodiesOf } from '../../body/wrapped-member.ts'
import { freshApartFromDefaults } from '../../change/apart-from-defaults.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import { changedParts, innermostPart, mayTurnOrder, type Part } from '../../change/changed-part.ts'
import { partsApart } from '../../change/parts-apart.ts'
import { valuesHolder } from '../../change/values-holder.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, mergesDeeply, isPartial, makes, updatesBy, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { asShould } from '../../session/problem.ts'
import { holdStatesLeft } from '../../change/states-left.ts'
import { entriesLeft, replacedParts } from '../../change/entries-left.ts'
import { isTaken, withRequired } from '../../change/with-required.ts'
import { requiresMask } from '../../world/update-mask.ts'
import { plainName } from '../../../words/words.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import type { World } from '../../world/world.ts'

/** An update that merges leaves what it does not name. */
export const mergeLeavesTheRest: Law = {
  id: 'merge-leaves-the-rest',
  level: 'must',
  text: 'An update that merges changes the properties that it names, and leaves the rest.',
  source: 'RFC 5789, section 2',
  needs: all(makes, shows, updatesBy('merge')),
  async check(world) {
    let reason: string | undefined
    let judged = 0
    for (const facts of world.resource.updates.filter(isPartial)) {
      const refused = await holdUpdate(facts, world)
      if (refused === undefined) judged += 1
      else reason ??= refused
      if (refused === undefined) await holdStatesLeft(facts, world)
    }
    if (judged === 0) throw new NotVerified(reason ?? 'no update merges')
  },
}

/** The properties that are updated alone, as counts: each list and each map, as these are lost most often. */
const USUAL_PARTS = 3
const MOST_PARTS = 5

/** Holds one update to the law, with one property after another. Returns the reason where it cannot be judged. */
async function holdUpdate(facts: UpdateFacts, world: World): Promise<string | undefined> {
  const member = await freshApartFromDefaults(world)
  let before = world.shown(await world.read(member))
  let reason: string | undefined
  let judged = 0
  const parts = partsApart(changedParts({ member, facts }, world), member.sent)
  const structures = parts.filter((part) => Object.values(part).some((value) => typeof value === 'object'))
  const few = parts.slice(0, Math.min(MOST_PARTS, Math.max(USUAL_PARTS, structures.length + 1)))
  const holder = mergesDeeply(facts) ? undefined : valuesHolder(facts, world)
  const within = holder === undefined ? [] : partsWithin(holder, { member, facts }, world)
  const replaced = mergesDeeply(facts) ? [] : replacedParts(parts, facts, world)
  const tried = [...within, ...innermostOf(parts, { member, facts }, world), ...few, ...replaced]
  // A form of nothing has no bytes, and a server may miss a body that the document requires. A mask of nothing may mean all properties.
  const isMasked = requiresMask(world.operation(facts.operation), world.document)
  // An object around the member that is empty may count as one that lacks.
  const isWrapped = ![undefined, ''].includes(bodiesOf(world.resource, facts).wrap?.value.request)
  const mayBeEmpty = !isMasked && !isWrapped && !facts.media.includes('form') && isTaken({}, facts, world)
  for (const alone of mayBeEmpty ? [...tried, {}] : tried) {
    if (!isObject(before)) return 'the read shows no member'
    const part = withRequired(alone, { member, facts }, world)
    const updated = await world.update(member, part, { facts })
    if ((updated.status === 400 || updated.status === 422) && !mayTurnOrder(part, member.sent))
      world.expect(updated, [
        {
          signature: 'part-refused',
          message: `expected an update of ${Object.keys(part).join() || 'nothing'} alone to be accepted, got ${updated.status}`,
          at: 'status',
          expected: '2xx',
          actual: updated.status,
          level: 'should',
        },
      ])
    if (!isSuccess(updated)) {
      reason ??= `an update of ${Object.keys(part).join() || 'nothing'} alone was answered ${updated.status}`
      continue
    }
    // An update of nothing alone shows no more than that it is taken.
    if (Object.keys(part).length > 0) judged += 1
    const answer = await world.read(member)
    const whole = merged(before, part, { changing: { member, facts }, holder })
    const shown = world.shown(answer)
    const problems = [...world.compare(whole, shown), ...entriesLeft(part, { before, shown, facts }, world)]
    // That a part of the object is a part of the member is a guess, unless the document says what an update leaves.
    const isGuess = within.includes(alone) && facts.effect?.certainty !== 'sure'
    if (!world.expect(answer, isGuess ? problems.map(asShould) : problems)) return undefined
    before = shown
  }
  return judged > 0 ? undefined : (reason ?? 'no single property can be changed')
}

/** For a patch that merges objects too, a property within each object (RFC 7396 merges at any depth). */
function innermostOf(parts: readonly Part[], changing: Changing, world: World): readonly Part[] {
  const { facts } = changing
  if (!mergesDeeply(facts)) return []
  return parts
    .map(innermostPart)
    .filter((part) => part !== undefined)
    .filter((part) => isTaken(withRequired(part, changing, world), facts, world))
    .slice(0, USUAL_PARTS)
}

/** Some properties of the object that holds all values of a member, each alone within it. */
function partsWithin(holder: string, changing: Changing, world: World): readonly Part[] {
  const [sent, changed] = [changing.member.sent, changedMember(changing, world)].map((one) =>
    isObject(one) ? one[holder] : undefined,
  )
  if (!isObject(sent) || !isObject(changed) || Object.keys(sent).length < 2) return []
  const others = Object.entries(changed).filter(([name, value]) => JSON.stringify(sent[name]) !== JSON.stringify(value))
  return partsApart(
    [...others.filter(isText), ...others.filter((one) => !isText(one))].map(([name, value]) => ({ [name]: value })),
    sent,
  )
    .map((part) => ({ [holder]: part }))
    .filter((part) => isTaken(withRequired(part, changing, world), changing.facts, world))
    .slice(0, USUAL_PARTS)
}

function isText([, value]: readonly [string, unknown]): boolean {
  return typeof value === 'string'
}

/** Returns what an update of one property leaves. Properties that the server sets may change with each write. */
function merged(
  before: Readonly<Record<string, unknown>>,
  part: Readonly<Record<string, unknown>>,
  { changing, holder }: { readonly changing: Changing; readonly holder: string | undefined },
): unknown {
  const { member, facts } = changing
  const kept = writtenOf(before, member.sent).filter(([name]) => !hasName(part, name))
  const own = Object.entries(part).map(([name, value]): [string, unknown] => {
    const old = before[name]
    if (name !== holder || !isObject(old) || !isObject(value))
      return [name, mergesDeeply(facts) ? deeplyMerged(old, value) : value]
    const written = isObject(member.sent) ? member.sent[name] : undefined
    return [name, { ...Object.fromEntries(writtenOf(old, written)), ...value }]
  })
  return Object.fromEntries([...kept, ...own])
}

/** The shown properties that were sent, in any spelling. */
function writtenOf(shown: Readonly<Record<string, unknown>>, sent: unknown): readonly [string, unknown][] {
  return Object.entries(shown).filter(([name]) => isObject(sent) && hasName(sent, name))
}

function hasName(object: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.keys(object).some((one) => plainName(one) === plainName(name))
}

function deeplyMerged(old: unknown, value: unknown): unknown {
  if (!isObject(old) || !isObject(value)) return value
  const inner = Object.entries(value).map(([name, one]): [string, unknown] => [name, deeplyMerged(old[name], one)])
  return { ...old, ...Object.fromEntries(inner) }
}

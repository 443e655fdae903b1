import { otherMembers } from '../../session/noun.ts'
import type { ApiParameter } from '../../../document/api-document.ts'
import { isObject } from '../../../json/pointer.ts'
import { saysPart } from '../../../document/says/says-part.ts'
import { ignoresCase } from '../../../document/says/says-unique.ts'
import { speaksOf } from '../../../resource/shape/sentences.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, listsAll } from '../../world/facts.ts'
import { isSearch } from '../../list/filter-words.ts'
import { holdsExactKey, showsKeys } from '../../list/list-membership.ts'
import { totalBeside } from '../../list/total-beside.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { World } from '../../world/world.ts'
import { createWith } from '../../world/create-with.ts'
import { lookUntil } from '../../world/look-until.ts'
import type { Walk } from '../../walk/walk-list.ts'
import { isWord } from '../../body/words.ts'

/** A list that is searched for a word shows the members that have it. */
export const searchFinds: Law = {
  id: 'search-finds',
  level: 'must',
  text: 'A list that is searched for a word which no member has does not show the members. One that is searched for a text of a property which the description names shows its member, and so does a part of the text, or the text in another case, where the description says so. The total counts what is found.',
  source: 'the document: a query parameter that searches',
  needs: all(creates, listsAll),
  async check(world) {
    const { parameters } = world.operation(world.resource.list?.operation ?? '')
    const searches = parameters.filter((parameter) => takesWords(parameter, world))
    if (searches.length === 0) throw new NotVerified('no query parameter of the list searches')
    const members = await world.several()
    for (const search of searches) await holdSearch(search, members, world)
  },
}

function takesWords({ in: place, name, schema }: ApiParameter, { validators, word }: World): boolean {
  return place === 'query' && isSearch(name) && validators(schema)?.(word()).length === 0
}

async function holdSearch(
  { name, description = '' }: ApiParameter,
  members: readonly Member[],
  world: World,
): Promise<void> {
  const [first] = members
  if (first === undefined || !isObject(first.sent)) return
  const spoken = Object.entries(first.sent).filter(
    ([property, value]) =>
      isSearched(value) && !(`/${property}` in world.resource.refers) && speaksOf(property, description),
  )
  const named = spoken.find(([, value]) => isWord(value))
  const unknown = world.word()
  const { last, members: shown } = await world.walk(first.above, { query: { [name]: unknown } })
  if (!isSuccess(last)) return
  const found = members.filter((member) => holdsExactKey(shown, member.own, world))
  const at = world.itemsAt(last)
  const foundAnyway = {
    signature: 'found-anyway',
    message: `expected no members with ${name}=${unknown}, a word that no member has, got ${found.length}`,
    at,
    expected: 0,
    actual: found.length,
    // A search may show what is near, and a framework may document one that a list does not have.
    ...(named === undefined || found.length < members.length ? { level: 'should' as const } : {}),
  }
  world.expect(last, found.length > 0 ? [foundAnyway] : [])
  if (named === undefined) return
  const [property, word] = [named[0], String(named[1])]
  if (!(await holdFound({ name, property, word, at }, first, world))) return
  const other = otherForm(word, description)
  if (other !== word) await holdFound({ name, property, word: other, at }, first, world)
  await holdCapitals({ name, property, at }, { member: first, description }, world)
  // Each property that the description names is searched, not the first alone.
  for (const [more, value] of spoken)
    if (more !== property) await holdFound({ name, property: more, word: String(value), at }, first, world)
}

/** A text in capitals is found in small letters: a search may fold what it is asked for alone. */
async function holdCapitals(
  { name, property, at }: Omit<Looking, 'word'>,
  { member: { parent }, description }: { readonly member: Member; readonly description: string },
  world: World,
): Promise<void> {
  if (!isCaseless(description)) return
  const text = world.word().toUpperCase()
  const made = await createWith(
    (sent) => (isObject(sent) && typeof sent[property] === 'string' ? { ...sent, [property]: text } : undefined),
    world,
    { parent },
  )
  const member = made === undefined ? undefined : await world.arrived(made.created)
  const word = text.toLowerCase()
  if (member !== undefined)
    await holdFound({ name, property, word: saysPart(description) ? word.slice(2, -2) : word, at }, member, world)
}

/** True for a text that is long enough to be looked for, such as a code. */
function isSearched(value: unknown): boolean {
  return typeof value === 'string' && value.length >= SHORTEST
}

const SHORTEST = 3

/** A part of a text where the description says that a part is enough, in another case where it says that case does not count. */
function otherForm(word: string, description: string): string {
  const part = saysPart(description) ? word.slice(2, -2) : word
  return isCaseless(description) ? part.toUpperCase() : part
}

function isCaseless(description: string): boolean {
  return ignoresCase(description) || EITHER_CASE.test(description)
}

/** Words of a searched text. Those of any other text may state which letters it may have. */
const EITHER_CASE = /\bin (?:upper or lower|lower or upper|either|any) case\s*(?:[.;)]|$)/i

interface Looking {
  readonly name: string
  readonly property: string
  readonly word: string
  readonly at: string
}

/** A search by the text of a member shows that member. An index may know it a little later. Returns true if it is found. */
async function holdFound({ name, property, word, at }: Looking, member: Member, world: World): Promise<boolean> {
  const isJudged = ({ last, members }: Walk): boolean => isSuccess(last) && showsKeys(members, world)
  const walk = await lookUntil(
    () => world.walk(member.above, { query: { [name]: word } }),
    (seen) => !isJudged(seen) || holdsExactKey(seen.members, member.own, world),
    world,
  )
  if (!isJudged(walk)) return false
  const { last, members: shown } = walk
  const notFound = {
    signature: 'not-found',
    message: `expected ${member.own.join('/')} with ${name}=${word}, of its ${property}, got ${otherMembers(shown.length)}`,
    at,
    expected: member.own.join('/'),
    actual: shown.length,
  }
  const isFound = world.expect(last, holdsExactKey(shown, member.own, world) ? [] : [notFound])
  if (isFound && walk.complete)
    world.expect(last, totalBeside(walk, { by: `with ${name}=${word}`, isStated: true }, world))
  return isFound
}

import type { ApiDocument, ApiOperation } from '../../../document/api-document.ts'
import { valueAt } from '../../../json/pointer.ts'
import type { Resource } from '../../../resource/model.ts'
import { arrayIn } from '../../../resource/shape/array-in.ts'
import { answerShape } from '../../../resource/shape/body-schema.ts'
import { pathShape, shapeOf } from '../../../resource/shape/path-shape.ts'
import { isSameSchema } from '../../../resource/shape/similarity.ts'
import { operationWithId } from '../../body/paths.ts'
import { isWord } from '../../body/words.ts'
import { filterPlace } from '../../list/filter-place.ts'
import { FILTERS, isSearch, RANGE, SEVERAL } from '../../list/filter-words.ts'
import { holdsMember } from '../../list/list-membership.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { onlyItems } from '../../walk/only-items.ts'
import { all, creates, keyed, lacking, lists, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { shouldUnless } from '../../session/problem.ts'

const hasSearch: Need = (resource, _, document) =>
  searchesOf(resource, document).length === 0
    ? lacking('search at a path below the list')
    : { holds: true, certainty: 'sure' }

/** A GET below the list whose answer has its members, such as `/organizations/search?name=`, shows the members with the value. */
export const searchesShowMembers: Law = {
  id: 'searches-show-members',
  level: 'must',
  text: 'A search at a path below the list, such as /organizations/search?name=, shows the member with the value, and none with another one.',
  source:
    'the document: a GET below the list that answers its members, with a parameter that has the name of a property',
  isRare: true,
  needs: all(creates, keyed, lists, hasSearch),
  async check(world) {
    const members = await world.several()
    let judged = 0
    for (const search of searchesOf(world.resource, world.document))
      for (const asked of search.parameters.flatMap((one) => askedOf(one, members)).slice(0, MOST))
        judged += Number(await holdSearch(search, { ...asked, members }, world))
    if (judged === 0) throw new NotVerified('no parameter of a search has the name of a property with a text')
  },
}

/** The parameters of a search that are tried, as a count. */
const MOST = 3

/** The paths one word longer than that of the list whose GET answers members. */
function searchesOf({ list }: Resource, document: ApiDocument): readonly ApiOperation[] {
  if (list === undefined) return []
  const own = operationWithId(document, list.operation)
  const above = shapeOf(pathShape(own.path).parts)
  const items = arrayIn(document, answerShape(document, own))?.items
  return document.operations.filter((one) => {
    const { parts } = pathShape(one.path)
    const last = parts.at(-1)
    const isBelow = last !== undefined && 'literal' in last && shapeOf(parts.slice(0, -1)) === above
    if (one.method !== 'GET' || !isBelow || items === undefined) return false
    const shown = arrayIn(document, answerShape(document, one))?.items
    return shown !== undefined && isSameSchema(shown, items)
  })
}

interface Asked {
  readonly name: string
  readonly value: string
  readonly at: string
  readonly isStated: boolean
}

/** A text of the first member for a parameter with the name of its property. */
function askedOf(
  { in: place, name, description = '' }: ApiOperation['parameters'][number],
  [first]: readonly Member[],
): readonly Asked[] {
  const at = place === 'query' && !isSearch(name) ? filterPlace(name, first?.sent) : undefined
  const value = at === undefined ? undefined : valueAt(first?.sent, at)
  if (at === undefined || !isWord(value) || RANGE.test(description) || SEVERAL.test(description)) return []
  return [{ name, value, at, isStated: FILTERS.test(description) || MATCHES.test(description) }]
}

/** A description of a value that members are compared with. */
const MATCHES = /\b(?:match(?:es)? (?:is )?exact(?:ly)?|exact match|exactly)\b/i

/** Returns false where the search is refused, or where the members have no other value. */
async function holdSearch(
  operation: ApiOperation,
  { name, value, at, isStated, members }: Asked & { readonly members: readonly Member[] },
  world: World,
): Promise<boolean> {
  const [first] = members
  const others = members.filter(({ sent }) => valueAt(sent, at) !== value)
  if (first === undefined || others.length === 0) return false
  const answer = await world.send({ operation, path: first.above, query: { [name]: value } })
  if (!isSuccess(answer)) return false
  const shown = onlyItems(answer)
  const other = others.find((member) => holdsMember(shown, member, world))
  const problem = {
    signature: `other-${name}`,
    message: `expected only members with ${name} ${value} from ${answer.asked}, got ${other?.own.join('/') ?? ''} too`,
    at: 'body#',
    expected: value,
    actual: valueAt(other?.sent, at),
    ...shouldUnless(isStated),
  }
  // An index may be late: a member that is not found yet is told as a doubt.
  const isFound = holdsMember(shown, first, world)
  const lost = {
    signature: `misses-${name}`,
    message: `expected ${first.own.join('/')} with ${name} ${value} from ${answer.asked}, got ${shown.length} other members`,
    at: 'body#',
    expected: first.own.join('/'),
    actual: shown.length,
    level: 'should' as const,
  }
  world.expect(answer, [...(other === undefined ? [] : [problem]), ...(isFound ? [] : [lost])])
  return true
}

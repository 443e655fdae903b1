import type { DocumentSchema } from '../../../document/api-document.ts'
import { formatPointer, isObject, parsePointer, valueAt } from '../../../json/pointer.ts'
import type { Pointer } from '../../../resource/model.ts'
import { plainName } from '../../../resource/shape/words.ts'
import { schemaOfSuccess, short } from '../../compare/compare-member.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, creates, listsAll, pages } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { flatten, typeOf } from '../../body/flatten-schema.ts'
import type { Problem } from '../../session/problem.ts'
import { schemaAt } from '../../body/schema-at.ts'
import type { Walk } from '../../walk/walk-list.ts'
import type { World } from '../../world/world.ts'

/** A page that states whether another follows, or how many there are, is right. */
export const pageTellsOfMore: Law = {
  id: 'page-tells-of-more',
  level: 'must',
  text: 'A page that states whether another page follows, or how many pages there are, states what a walk through the pages shows.',
  source:
    'the document: a property beside the members such as has_more, hasNext, last, totalPages or remainingItemCount',
  needs: all(creates, listsAll, pages),
  async check(world) {
    const marks = marksOf(world)
    if (marks.length === 0) throw new NotVerified('no property of a page states whether another page follows')
    const [first] = await world.several()
    const look = async (): Promise<Look> => lookAt(first?.above ?? [], marks, world)
    const found = await look()
    // Another client may write between two pages: what is wrong shows again.
    const again = found.wrong.length === 0 ? [] : (await look()).wrong.map(({ signature }) => signature)
    world.expect(
      found.answer,
      found.wrong.filter(({ signature }) => again.includes(signature)),
    )
  },
}

interface Look {
  readonly answer: Answer
  readonly wrong: readonly Problem[]
}

/** Looks at a last page that is full, and at pages before the last. */
async function lookAt(above: readonly string[], marks: readonly Mark[], world: World): Promise<Look> {
  const whole = await world.walk(above)
  const count = whole.members.length
  if (!whole.complete || !isSuccess(whole.last) || count < 2)
    throw new NotVerified('the list shows fewer than two members, or too many')
  const wrong: Problem[] = []
  // The last size leaves a page of one member, so the number of pages is rounded up.
  for (const size of new Set([count, Math.ceil(count / 2), count - 1])) {
    const walk = await world.walk(above, { size, most: 2 })
    if (isSuccess(walk.last)) wrong.push(...wrongIn(walk, count, marks))
  }
  return { answer: whole.last, wrong }
}

/** A property of a page that states something of other pages. */
interface Mark {
  readonly at: Pointer
  readonly kind: 'more' | 'last' | 'count' | 'remaining'
  /** True for a name that has no other meaning, such as `hasMore`. */
  readonly isNamed: boolean
}

const KINDS: readonly (readonly [RegExp, Mark['kind'], 'boolean' | 'integer'])[] = [
  [/^(?:has|is)?(?:more|next|nextpage|moreitems|moreresults|moreavailable)$/, 'more', 'boolean'],
  [/^(?:is)?last(?:page)?$/, 'last', 'boolean'],
  [/^(?:totalpages?|pages(?:total|count)?|pagecount|numpages|numberofpages|lastpage)$/, 'count', 'integer'],
  [
    /^remaining(?:item|result|record|member)?s?(?:count)?$|^(?:item|result|record)s?(?:left|remaining)$/,
    'remaining',
    'integer',
  ],
]

/** The marks beside the members, and in objects beside them, that the document has. */
function marksOf({ resource, operation, document: { schemas } }: World): readonly Mark[] {
  const { list } = resource
  const whole = schemaOfSuccess(operation(list?.operation ?? ''))
  const items = list?.items?.value ?? ''
  if (list === undefined || whole === undefined || items === '') return []
  const outer = formatPointer(parsePointer(items).slice(0, -1))
  const beside = propertiesOf(schemaAt(whole, outer, schemas), schemas)
  const within = beside.flatMap(([name, schema]) =>
    propertiesOf(schema, schemas).map(([inner, one]) => [[name, inner], one] as const),
  )
  return [...beside.map(([name, schema]) => [[name], schema] as const), ...within].flatMap(([path, schema]) => {
    const flat = flatten(schema, schemas)
    const name = plainName(path.at(-1) ?? '')
    const [, kind] = KINDS.find(([pattern, , type]) => pattern.test(name) && isOf(typeOf(flat), type)) ?? []
    if (kind === undefined) return []
    return [{ at: `${outer}${formatPointer(path)}`, kind, isNamed: name.startsWith('has') }]
  })
}

/** Languages with one type of numbers document a count as a number. */
function isOf(type: unknown, expected: 'boolean' | 'integer'): boolean {
  return type === expected || (type === 'number' && expected === 'integer')
}

function propertiesOf(
  schema: DocumentSchema | undefined,
  schemas: World['document']['schemas'],
): readonly (readonly [string, DocumentSchema])[] {
  const { properties } = flatten(schema ?? true, schemas)
  return isObject(properties) ? Object.entries(properties as Readonly<Record<string, DocumentSchema>>) : []
}

/** The statements of pages, beside the count of all members. A property that is missing is told by the schema. */
function wrongIn({ pages: walked, size }: Walk, count: number, marks: readonly Mark[]): readonly Problem[] {
  let seen = 0
  const wrong: Problem[] = []
  for (const { answer, members } of walked) {
    seen += members.length
    // A server may give fewer members than were asked for.
    const isSized = members.length === size || seen === count
    if (members.length === 0 || size === undefined || !isSized) break
    const hasMore = seen < count
    const rightly = { more: hasMore, last: !hasMore, count: Math.ceil(count / size), remaining: count - seen }
    for (const { at, kind, isNamed } of marks) {
      const stated = valueAt(answer.json, at)
      if (stated === undefined || stated === null || stated === rightly[kind]) continue
      wrong.push({
        signature: `wrong-${kind}`,
        message: `expected ${at} ${rightly[kind]} on a page up to member ${seen} of ${count}, with ${size} a page, got ${short(stated)}`,
        at: `body#${at}`,
        expected: rightly[kind],
        actual: stated,
        // Several such names beside each other have their usual meaning. A count of what is left may be an estimate.
        ...(kind !== 'remaining' && (isNamed || marks.length > 1) ? {} : { level: 'should' as const }),
      })
    }
  }
  return wrong.filter(({ signature }, index) => wrong.findIndex((one) => one.signature === signature) === index)
}

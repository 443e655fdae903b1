import type { DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import type { World } from '../world/world.ts'

/** A property of a page that states something of other pages. */
export interface Mark {
  readonly at: Pointer
  readonly kind: 'more' | 'last' | 'count' | 'remaining' | 'next'
  /** True for a name that has no other meaning, such as `hasMore`. */
  readonly isNamed: boolean
}

const KINDS: readonly (readonly [RegExp, Mark['kind'], readonly string[]])[] = [
  [/^(?:has|is)?(?:more|next|nextpage|moreitems|moreresults|moreavailable)$/, 'more', ['boolean']],
  [/^(?:is)?last(?:page)?$/, 'last', ['boolean']],
  // Languages with one type of numbers document a count as a number.
  [/^(?:totalpages?|pages(?:total|count)?|pagecount|numpages|numberofpages|lastpage)$/, 'count', ['integer', 'number']],
  [
    /^remaining(?:item|result|record|member)?s?(?:count)?$|^(?:item|result|record)s?(?:left|remaining)$/,
    'remaining',
    ['integer', 'number'],
  ],
  [/^next(?:page|link|url|uri|pageurl|pageuri|pagelink|pagenumber)?$/, 'next', ['string', 'integer', 'number']],
]

/** The marks beside the members, and in objects beside them, that the document has. */
export function marksOf({ resource, operation, document: { schemas } }: World): readonly Mark[] {
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
    const [, kind] = KINDS.find(([pattern, , types]) => pattern.test(name) && types.includes(typeOf(flat) ?? '')) ?? []
    if (kind === undefined) return []
    return [{ at: `${outer}${formatPointer(path)}`, kind, isNamed: name.startsWith('has') }]
  })
}

function propertiesOf(
  schema: DocumentSchema | undefined,
  schemas: World['document']['schemas'],
): readonly (readonly [string, DocumentSchema])[] {
  const { properties } = flatten(schema ?? true, schemas)
  return isObject(properties) ? Object.entries(properties as Readonly<Record<string, DocumentSchema>>) : []
}

import type { ApiDocument } from '../../document/api-document.ts'
import { schemaShape, type SchemaShape } from '../shape/schema-shape.ts'
import { inSingular, wordsOf } from '../../words/words.ts'

/** Words that say of which kind a member is that a property names. */
export interface SaidKind {
  /** The words of the description after "ID of the", such as `service account that owns`. */
  readonly described?: string
  /** The one value of `type` beside an `id`, such as `schedule` for `schedule_reference`. */
  readonly typed?: string
}

/** The words about a property that names a member by its key. */
export function saidKind(
  name: string,
  { shape, beside }: { readonly shape: SchemaShape; readonly beside: SchemaShape['properties'] },
  document: ApiDocument,
): SaidKind {
  const described = shape.keywords['x-key-of']
  const typed = ID.test(name) ? typeIn(beside, document) : undefined
  return {
    ...(typeof described === 'string' ? { described } : {}),
    ...(typed === undefined ? {} : { typed }),
  }
}

/** True where the words say that the member is one of a resource with this name, in words. */
export function isKind(words: string, { described, typed }: SaidKind): boolean {
  return words === typed || described === words || described?.startsWith(`${words} `) === true
}

const ID = /^(?:id|uuid|guid)$/i

function typeIn(beside: SchemaShape['properties'], document: ApiDocument): string | undefined {
  const type = beside.get('type')
  const { enum: listed, const: constant } = type === undefined ? {} : schemaShape(document, type.schema).keywords
  const values: readonly unknown[] = Array.isArray(listed) ? listed : [constant]
  const [value] = values
  if (values.length !== 1 || typeof value !== 'string') return undefined
  const words = wordsOf(value)
  const own = /^(?:reference|ref|link)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words
  return inSingular(own).join(' ')
}

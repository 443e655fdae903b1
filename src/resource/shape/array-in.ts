import type { ApiDocument } from '../../document/api-document.ts'
import { formatPointer } from '../../json/pointer.ts'
import type { Pointer } from '../model.ts'
import { schemaShape, type SchemaShape } from './schema-shape.ts'
import { plainName } from '../../words/words.ts'

/** The array of members in the answer of a list. */
export interface ArrayIn {
  readonly at: Pointer
  readonly items: SchemaShape
  /** True if no other array could be meant. */
  readonly isOnly: boolean
}

/** Usual names of the array of members. */
const USUAL = new Set(
  'items,results,result,data,content,values,value,entries,elements,records,list,rows,members,objects,resources,nodes,hits,docs,documents,matches'.split(
    ',',
  ),
)
/** Arrays that stand beside the members. */
const BESIDE = new Set('links,errors,warnings,messages,facets,sort,included,meta'.split(','))
/** Those of them that are members where their items have an id and no other array is there: a chat has messages, and a shortener has links. */
const PERHAPS_MEMBERS = new Set(['links', 'messages'])

/** The array of members: the body itself, or a property of the body or of its `_embedded`. */
export function arrayIn(document: ApiDocument, answer: SchemaShape): ArrayIn | undefined {
  if (isArray(answer)) return { at: '', items: schemaShape(document, answer.items), isOnly: true }
  return propertyIn(document, answer, []) ?? deeperIn(document, answer)
}

function propertyIn(document: ApiDocument, shape: SchemaShape, above: readonly string[]): ArrayIn | undefined {
  const all = [...shape.properties].flatMap(([name, { schema }]) => {
    const property = schemaShape(document, schema)
    return isArray(property) ? [{ name, items: schemaShape(document, property.items) }] : []
  })
  const clear = all.filter(({ name }) => !BESIDE.has(plainName(name)))
  const arrays =
    clear.length > 0 ? clear : all.filter(({ name, items }) => PERHAPS_MEMBERS.has(plainName(name)) && hasId(items))
  const usual = arrays.filter(({ name }) => USUAL.has(plainName(name)))
  const [chosen, ...others] = usual.length === 1 ? usual : arrays
  if (chosen === undefined || others.length > 0) return undefined
  return { at: formatPointer([...above, chosen.name]), items: chosen.items, isOnly: arrays.length === 1 }
}

/** True for members that have an id, such as `id`, `uuid` and `sid`. */
function hasId({ properties }: SchemaShape): boolean {
  return [...properties.keys()].some((name) => /^(?:\w?id|\w*uid|key|\w+[_-]id|\w+I[dD])$/.test(name))
}

/** HAL's `_embedded`, and the `data` or `result` that wraps a page. */
function deeperIn(document: ApiDocument, shape: SchemaShape): ArrayIn | undefined {
  for (const [name, { schema }] of shape.properties)
    if (/^(_embedded|data|results?|response|payload)$/.test(name)) {
      const found = propertyIn(document, schemaShape(document, schema), [name])
      if (found !== undefined) return found
    }
  return undefined
}

function isArray({ types, items }: SchemaShape): boolean {
  return types.length === 1 && types[0] === 'array' && items !== undefined
}

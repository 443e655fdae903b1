import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { valueSchema } from './value-schema.ts'

/** Usual names of a parameter that takes the names of the properties to show. JSON:API: `fields[articles]`. */
const NAMES = /^(?:\$?(?:fields?|select|properties|attributes)(?:\[\])?|fields\[[\w-]+\])$/i
/** A description that speaks of properties by their names, and of fewer than all. */
const OF_PROPERTIES = /\b(?:fields?|propert(?:y|ies)|attributes?|columns?)\b/i
const FEWER =
  /\b(?:only|certain|specific|select(?:s|ed)?|limits?|restricts?|subset|sparse|exclude[sd]?|(?:all|every) (?:the )?(?:fields|properties|attributes))\b/i
/** A parameter that adds properties, that searches in them, or that has a language of its own. */
const OTHER =
  /\b(?:additional|additionally|extra|optional|expand\w*|embed\w*|search\w*|sort\w*|group\w*|facet\w*|filter(?:s|ing|ed)? by|partial response)\b/i

/** The query parameter by which a read or a list shows some properties alone, where its description says so. */
export function fieldsParameter({ parameters }: ApiOperation): ApiParameter | undefined {
  return parameters.find(
    ({ in: place, name, description = '' }) =>
      place === 'query' &&
      NAMES.test(name) &&
      OF_PROPERTIES.test(description) &&
      FEWER.test(description) &&
      !OTHER.test(description),
  )
}

/** True where the parameter takes the name: it is listed, or nothing is, and no pattern refuses it. */
export function takesField(parameter: ApiParameter, name: string, document: ApiDocument): boolean {
  const { enum: listed, pattern } = valueSchema(parameter, document)
  if (Array.isArray(listed)) return listed.includes(name)
  return typeof pattern !== 'string' || new RegExp(pattern, 'u').test(name)
}

/** Objects that hold the properties of a member, as `attributes` of JSON:API does. */
const HOLDERS = new Set(['attributes', 'fields'])

/** The names of the properties of a shown member, at its top and in an object such as `attributes`. */
export function fieldsOf(shown: unknown): readonly string[] {
  if (!isObject(shown)) return []
  return Object.entries(shown).flatMap(([name, value]) =>
    HOLDERS.has(name) && isObject(value) ? Object.keys(value) : [name],
  )
}

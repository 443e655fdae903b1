import type { ApiDocument } from '../../document/api-document.ts'
import { schemaShape, type SchemaShape } from './schema-shape.ts'
import { plainName } from '../../words/words.ts'

/** An object of an answer that describes its page, such as `meta`, `result_info` or `meta.page`. */
export interface PageObject {
  /** The names that lead to it. */
  readonly path: readonly string[]
  readonly shape: SchemaShape
}

/** Usual names of objects that hold a page, or what is said about it. */
const HOLDERS = /^(meta|metadata|responsemetadata|data|result|response|links|cursors?|nextpage)$/
/** Usual names of objects that say where a page stands. */
const PAGES =
  /^(pagination|paging|paginator|page|info|resultset|(page|pagination|paging|result|list)info|(page|pagination|paging)(meta|metadata|data))$/

/** The objects that describe a page: beside its members, and one level below such an object. */
export function pageObjects(document: ApiDocument, answer: SchemaShape): readonly PageObject[] {
  const outer = objectsIn(document, { path: [], shape: answer }, (name) => HOLDERS.test(name) || PAGES.test(name))
  return [
    ...outer,
    ...outer.flatMap((object) => objectsIn(document, object, (name) => PAGES.test(name) || name === 'next')),
  ]
}

function objectsIn(
  document: ApiDocument,
  { path, shape }: PageObject,
  isMeant: (plain: string) => boolean,
): readonly PageObject[] {
  return [...shape.properties]
    .filter(([name]) => isMeant(plainName(name)))
    .map(([name, { schema }]) => ({ path: [...path, name], shape: schemaShape(document, schema) }))
}

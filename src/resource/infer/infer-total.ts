import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { formatPointer } from '../../json/pointer.ts'
import { successOf } from '../shape/body-schema.ts'
import { sureIf } from '../fact.ts'
import type { Fact, Pointer } from '../model.ts'
import { type PageObject, pageObjects } from '../shape/page-objects.ts'
import { scalarType, schemaShape, type SchemaShape } from '../shape/schema-shape.ts'
import { plainName } from '../shape/words.ts'

const TOTALS =
  /^(total(count|items|elements|results|records|size|number|hits|entries)?|(item|result|record|element)s?total|odatacount)$/
const COUNTS = /^(count|(item|result|record)s?count|size|numfound)$/
/** Objects in which a plain `count` may be the total. Elsewhere it most often counts the members of the page. */
const COUNTING = /^(meta|metadata|pagination|paging|page|pageinfo|info|data|result)$/

/** Headers whose names say that they count all members. */
const HEADERS =
  /^(x-)?(total(-count|-items|-elements|-results|-records)?|pagination-total(-count)?|wp-total|result-count)$/

/** The number of all members in the answer of a list, in its body or in a header. */
export function inferTotal(document: ApiDocument, answer: SchemaShape, list: ApiOperation): Fact<string> | undefined {
  return totalInBody(document, answer, list) ?? totalInHeader(list)
}

function totalInHeader(list: ApiOperation): Fact<string> | undefined {
  const name = Object.keys(successOf(list)?.response.headers ?? {}).find((header) => HEADERS.test(header.toLowerCase()))
  if (name === undefined) return undefined
  return sureIf(true, `header:${name}`, `GET ${list.path} documents the header ${name}`)
}

function totalInBody(document: ApiDocument, answer: SchemaShape, list: ApiOperation): Fact<Pointer> | undefined {
  const objects = [{ path: [], shape: answer }, ...pageObjects(document, answer)]
  const places = objects.flatMap((object) => numbersIn(document, object))
  const total = places.find(({ name }) => TOTALS.test(name))
  const count = places.find(({ name, isCounting }) => isCounting && COUNTS.test(name))
  const place = total ?? count
  if (place === undefined) return undefined
  const isSure = total !== undefined || isOfPages(answer)
  return sureIf(isSure, place.at, `GET ${list.path} answers a number at ${place.at}`)
}

/** True beside links to other pages: the items of one page need no count. */
function isOfPages({ properties }: SchemaShape): boolean {
  return properties.has('next') && properties.has('previous')
}

interface Place {
  readonly at: Pointer
  readonly name: string
  readonly isCounting: boolean
}

function numbersIn(document: ApiDocument, { path, shape }: PageObject): readonly Place[] {
  const [outer, ...deeper] = path
  const isCounting = outer === undefined || (deeper.length === 0 && COUNTING.test(plainName(outer)))
  return [...shape.properties].flatMap(([name, { schema }]) => {
    const number = schemaShape(document, schema)
    if (scalarType(number) !== 'number' || number.keywords['x-page-count'] === true) return []
    return [{ at: formatPointer([...path, name]), name: plainName(name), isCounting }]
  })
}

import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { saysPageCount } from '../../document/says/says-count.ts'
import { saysEstimate } from '../../document/says/says-estimate.ts'
import { totalOf } from '../../document/says/says-total.ts'
import { formatPointer } from '../../json/pointer.ts'
import { successOf } from '../shape/body-schema.ts'
import { sureIf } from '../fact.ts'
import type { Fact, Pointer } from '../model.ts'
import { type PageObject, pageObjects } from '../shape/page-objects.ts'
import { scalarType, schemaShape, type SchemaShape } from '../shape/schema-shape.ts'
import { lastLiteral, pathShape } from '../shape/path-shape.ts'
import { inSingular, plainName, singular, wordsOf } from '../../words/words.ts'

const TOTALS =
  /^(total(count|size|number|num)?|total(num|numberof)?(items?|elements|results?|records?|hits|entries|rows|docs|documents|objects|matches|resources)(count|number)?|(item|result|record|element|row|object)s?total|(overall|full|grand)(count|total)|odatacount)$/
const COUNTS =
  /^(count|(item|result|record|row|object|match|hit)(s|es)?count|size|num(found|results|items)|nbhits|hits|found)$/
/** Objects in which a plain `count` may be the total. Elsewhere it most often counts the members of the page. */
const COUNTING = /^(meta|metadata|pagination|paging|paginator|page|pageinfo|info|data|result|resultset)$/

/** Headers whose names say that they count all members. */
const HEADERS =
  /^(x-)?((pagination-|paging-)?total(-count|-items|-elements|-results|-records|-entries|-rows|-objects|-hits)?|(items|results|records|rows|entries)-total|wp-total|result-count)$/

/** Words for members of any list. */
const ANY = new Set(
  'item,element,result,record,entry,row,document,object,resource,match,member,hit,searchresult'.split(','),
)

/** The number of all members in the answer of a list, in its body or in a header. */
export function inferTotal(document: ApiDocument, answer: SchemaShape, list: ApiOperation): Fact<string> | undefined {
  return totalInBody(document, answer, list) ?? totalInHeader(list)
}

function totalInHeader(list: ApiOperation): Fact<string> | undefined {
  const all = Object.entries(successOf(list)?.response.headers ?? {})
  const headers = all.filter(([, { description }]) => !saysEstimate(description))
  const [name] =
    headers.find(([, { description }]) => counts(totalOf(description), list)) ??
    headers.find(([header, { description }]) => HEADERS.test(header.toLowerCase()) && !saysPageCount(description)) ??
    []
  if (name === undefined) return undefined
  return sureIf(true, `header:${name}`, `GET ${list.path} documents the header ${name}`)
}

function totalInBody(document: ApiDocument, answer: SchemaShape, list: ApiOperation): Fact<Pointer> | undefined {
  const objects = [{ path: [], shape: answer }, ...pageObjects(document, answer)]
  const places = objects.flatMap((object) => numbersIn(document, object))
  const said = places.find(({ of }) => counts(of, list))
  const total = places.find(({ name }) => TOTALS.test(name) || namesMembers(name, list))
  const count = places.find(({ name, isCounting }) => isCounting && COUNTS.test(name))
  const place = said ?? total ?? count
  if (place === undefined) return undefined
  const isSure = place !== count || isOfPages(answer)
  return sureIf(isSure, place.at, `GET ${list.path} answers a number at ${place.at}`)
}

/** True for what a description counts, where it has the name of the members: `active users` may be some of the users. */
function counts(of: unknown, { path }: ApiOperation): boolean {
  if (typeof of !== 'string') return false
  const [noun = ''] = of.split(/ (?:of|in|for|with|that|which|on|from|by|to|across|matching|and|or)(?: |$)/)
  const counted = singularName(noun)
  return ANY.has(counted) || counted === membersOf(path)
}

/** True for a name such as `totalUsers` or `users_total` of a list of users. */
function namesMembers(name: string, { path }: ApiOperation): boolean {
  const [, noun = ''] = /^total(.+)$/.exec(name) ?? /^(.+)total$/.exec(name) ?? []
  return noun !== '' && singular(noun) === membersOf(path)
}

/** The name of a member after the path of its list, without regard to how words are joined. */
function membersOf(path: string): string {
  return singularName(lastLiteral(pathShape(path).parts) ?? '')
}

function singularName(text: string): string {
  return inSingular(wordsOf(text)).join('')
}

/** True beside links to other pages: the items of one page need no count. */
function isOfPages({ properties }: SchemaShape): boolean {
  return properties.has('next') && properties.has('previous')
}

interface Place {
  readonly at: Pointer
  readonly name: string
  readonly isCounting: boolean
  /** The noun that the number counts by its description. */
  readonly of: unknown
}

function numbersIn(document: ApiDocument, { path, shape }: PageObject): readonly Place[] {
  const [outer, ...deeper] = path
  const isCounting = outer === undefined || (deeper.length === 0 && COUNTING.test(plainName(outer)))
  return [...shape.properties].flatMap(([name, { schema }]) => {
    const number = schemaShape(document, schema)
    if (scalarType(number) !== 'number' || number.keywords['x-page-count'] === true) return []
    if (number.keywords['x-estimate'] === true) return []
    return [
      { at: formatPointer([...path, name]), name: plainName(name), isCounting, of: number.keywords['x-total-of'] },
    ]
  })
}

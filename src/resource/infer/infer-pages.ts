import type { ApiOperation, ApiParameter, DocumentSchema } from '../../document/api-document.ts'
import { parsePointer } from '../../json/pointer.ts'
import { successOf } from '../shape/body-schema.ts'
import { sureIf } from '../fact.ts'
import type { Listed } from '../shape/listed.ts'
import type { Fact, PageStyle } from '../model.ts'
import { namedPlace, type NextPlace, nextPlaces } from '../shape/next-page.ts'
import { isOnly, schemaShape } from '../shape/schema-shape.ts'
import type { Subject } from '../shape/subject.ts'
import { plainName, wordsOf } from '../../words/words.ts'

/** Usual names of page parameters, without regard to case and separators. */
const NUMBER = /^(page|pagenum|pagenumber|pageno|pageindex|p|currentpage)$/
const SIZE =
  /^(perpage|pagesize|size|limit|itemsperpage|count|maxitems|maxresults|maxpagesize|pagelimit|first|take|top|max|results|resultsperpage|n)$/
const OFFSET = /^(offset|skip|start|startindex|startat|from|first|pageoffset)$/
const CURSOR =
  /^(cursor|after|startcursor|startingafter|nexttoken|pagetoken|continue|continuation|continuationtoken|marker|nextcursor|pagecursor|startafter|pageafter|token|pagestate|afterid|lastid|since)$/
/** Parameters by which a list is cut in some other way. */
const PAGING = new Set(
  'page,pages,limit,offset,cursor,skip,token,after,before,size,count,marker,max,top,take,start,continue,since'.split(
    ',',
  ),
)

/** The page styles of a list. A list without query parameters is whole. */
export function inferPages(listed: Listed): Fact<readonly PageStyle[]> | undefined {
  const query = listed.list.parameters.filter((parameter) => parameter.in === 'query')
  const counted = [...byNumber(listed, query), ...byOffset(listed, query)]
  const found = [...counted, ...byCursor(listed, query, counted.length > 0), ...byLink(listed, query)]
  const text = `GET ${listed.list.path}`
  if (found.length > 0) {
    // A style that is only guessed at adds nothing beside a sure one.
    const certain = found.filter(({ isSure }) => isSure)
    const styles = certain.length > 0 ? certain : found
    const because = `${text} ${styles.map(({ because: reason }) => reason).join(', ')}`
    const value = styles.map(({ style }) => style)
    return sureIf(certain.length > 0, value, because)
  }
  const hasMore = nextPlaces(listed).length > 0 || successHeader(listed.list, 'link')
  if (hasMore || query.some(isPaged)) return undefined
  return sureIf(query.length === 0, [{ style: 'whole' }], `${text} takes no page parameter`)
}

function isPaged({ name, required }: ApiParameter): boolean {
  return required || wordsOf(name).some((word) => PAGING.has(word))
}

interface Found {
  readonly style: PageStyle
  readonly isSure: boolean
  readonly because: string
}

function byNumber({ subject }: Listed, query: readonly ApiParameter[]): readonly Found[] {
  const number = findNumber(subject, query, NUMBER)
  if (number === undefined) return []
  const own = ofStyle(number, query)
  const size = find(subject, own, SIZE)
  const first = firstPage(number)
  return [
    {
      style: {
        style: 'number',
        number: number.name,
        ...(size === undefined ? {} : { size: size.name }),
        first: first ?? 1,
      },
      // Beside a token of a page, a number may be of no use alone.
      isSure: first !== undefined && size !== undefined && !own.some(({ name }) => CURSOR.test(plainName(name))),
      because: `takes the page number "${number.name}"`,
    },
  ]
}

/** The number of the first page, where the document gives it: by a default, a minimum or an example, or in words. */
function firstPage({ schema, example, description = '' }: ApiParameter): 0 | 1 | undefined {
  if (ZERO_BASED.test(description)) return 0
  if (ONE_BASED.test(description)) return 1
  if (typeof schema === 'boolean') return undefined
  const stated = [schema['default'], schema['minimum'], example].find((value) => value === 0 || value === 1)
  return stated === 0 || stated === 1 ? stated : undefined
}

const ZERO_BASED =
  /\b(?:zero|0)[- ](?:based|indexed)\b|\b(?:starts?|starting|begins?|beginning|counted|counting) (?:at|from|with) (?:0|zero)\b/i
const ONE_BASED =
  /\b(?:one|1)[- ](?:based|indexed)\b|\b(?:starts?|starting|begins?|beginning|counted|counting) (?:at|from|with) (?:1|one)\b/i

function byOffset({ subject }: Listed, query: readonly ApiParameter[]): readonly Found[] {
  const offset = findNumber(subject, query, OFFSET)
  const limit = find(
    subject,
    ofStyle(offset, query).filter((each) => each !== offset),
    SIZE,
  )
  if (offset === undefined || (limit === undefined && plainName(offset.name) !== 'offset')) return []
  return [
    {
      style: {
        style: 'offset',
        offset: offset.name,
        ...(limit === undefined ? {} : { limit: limit.name }),
        ...(firstPage(offset) === 1 ? { first: 1 } : {}),
      },
      isSure: limit !== undefined && plainName(offset.name) !== 'from',
      because: `takes the offset "${offset.name}"`,
    },
  ]
}

/** Beside numbers or offsets, a cursor may need a switch. */
function byCursor(listed: Listed, query: readonly ApiParameter[], isBeside: boolean): readonly Found[] {
  const cursor = query.find(
    ({ name, schema }) => CURSOR.test(plainName(name)) || (plainName(name) === 'offset' && isText(listed, schema)),
  )
  if (cursor === undefined) return []
  const own = ofStyle(cursor, query)
  const size = find(listed.subject, own, SIZE)
  const places = nextPlaces(listed).filter(({ isLink }) => !isLink)
  const next =
    namedPlace(cursor.description, listed) ??
    places.find((one) => isNamed(one, cursor)) ??
    // Beside numbered pages, `next_page` is most likely the next number, or its URL.
    (isBeside ? places.find(namesCursor) : undefined) ??
    places[0]
  const place = next?.next ?? afterLast(listed, cursor)
  if (place === undefined) return []
  const isKnown = next === undefined ? TAKES_KEY.test(cursor.description ?? '') : next.isSure
  return [
    {
      style: { style: 'cursor', cursor: cursor.name, ...(size === undefined ? {} : { size: size.name }), next: place },
      // A family of parameters of its own is a switch.
      isSure: isKnown && size !== undefined && (!isBeside || familyOf(cursor) !== undefined),
      because: `takes the cursor "${cursor.name}"`,
    },
  ]
}

/**
 * The parameters that belong to the page style of one of them. Those of one family, such as `page[size]` and `page[after]`, are a style, and the
 * others are another one. A size of the other family is taken where the own one has none.
 */
function ofStyle(one: ApiParameter | undefined, query: readonly ApiParameter[]): readonly ApiParameter[] {
  const own = query.filter((other) => one === undefined || familyOf(other) === familyOf(one))
  return own.some(({ name }) => SIZE.test(plainName(name))) ? own : query
}

/** The words before the bracket of a name such as `page[size]`. Undefined for a plain name. */
function familyOf({ name }: ApiParameter): string | undefined {
  return /^([^[\]]+)\[/.exec(name)?.[1]
}

/** True for a place with the name of the parameter, such as `paging.next.after` of `after`. */
function isNamed({ next }: NextPlace, { name }: ApiParameter): boolean {
  return 'at' in next && plainName(parsePointer(next.at).at(-1) ?? '') === plainName(name) && /next/i.test(next.at)
}

/** True for a place that is named like a cursor, such as `meta.after_cursor`. */
function namesCursor({ next }: NextPlace): boolean {
  return 'at' in next && /(?:cursor|token|continuation|marker)$/.test(plainName(parsePointer(next.at).at(-1) ?? ''))
}

/** The description of a cursor that is the key of a member. */
const TAKES_KEY = new RegExp(
  [
    String.raw`\b(?:id|key|identifier|name) of the last\b`,
    String.raw`\bobject id that defines your place in the list\b`,
    String.raw`\b(?:id|key|identifier) of (?:an?|the|some) [a-z][\w -]*\W+(?:the |a )?(?:page|list|answer|results?) (?:starts?|begins?|continues?) (?:right |directly |just |immediately )?(?:after|behind)\b`,
    String.raw`\b(?:after|behind|following|follow) (?:the )?(?:\w+ )?(?:with|that has) this (?:id|key|identifier)\b`,
  ].join('|'),
  'i',
)

/** `starting_after` takes the key of the last member. */
function afterLast({ key }: Listed, { name }: ApiParameter): { readonly lastMember: string } | undefined {
  const [pointer, ...others] = Object.values(key.address?.value ?? {})
  if (pointer === undefined || others.length > 0 || !/after|marker|last/i.test(name)) return undefined
  return { lastMember: pointer }
}

function byLink(listed: Listed, query: readonly ApiParameter[]): readonly Found[] {
  const size = find(listed.subject, query, SIZE)
  // `$top` of OData bounds the whole result: after it, no link leads on.
  const sized = size === undefined || plainName(size.name) === 'top' ? {} : { size: size.name }
  const inBody = nextPlaces(listed).find(({ isLink }) => isLink)
  const inHeader = successHeader(listed.list, 'link')
  return [
    ...(inBody === undefined
      ? []
      : [
          {
            style: { style: 'link', ...sized, next: inBody.next } as const,
            isSure: inBody.isSure,
            because: 'links to the next page in its body',
          },
        ]),
    ...(inHeader
      ? [
          {
            style: { style: 'link', ...sized, next: { header: 'link' } } as const,
            isSure: true,
            because: 'documents the header Link',
          },
        ]
      : []),
  ]
}

function successHeader(list: ApiOperation, name: string): boolean {
  return successOf(list)?.response.headers[name] !== undefined
}

/** A query parameter by its plain name. */
function find({ document }: Subject, query: readonly ApiParameter[], names: RegExp): ApiParameter | undefined {
  return query.find(({ name, schema }) => {
    const { types } = schemaShape(document, schema)
    return (
      names.test(plainName(name)) && types.every((type) => type !== 'boolean' && type !== 'array' && type !== 'object')
    )
  })
}

/** A query parameter by its plain name that does not take text: an offset that is a text is a cursor. */
function findNumber(subject: Subject, query: readonly ApiParameter[], names: RegExp): ApiParameter | undefined {
  const numbers = query.filter(({ schema }) => !isText({ subject }, schema))
  return find(subject, numbers, names)
}

function isText({ subject }: Pick<Listed, 'subject'>, schema: DocumentSchema): boolean {
  return isOnly(schemaShape(subject.document, schema), 'string')
}

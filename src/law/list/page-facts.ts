import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { formatPointer, isObject, parsePointer, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import { linkWith } from '../send/link-header.ts'
import type { Answer } from '../session/exchange.ts'

/** The places of a link to the last page in an answer, with the links of HAL before others. */
const LAST = ['/_links/last', '/links/last'] as const

/** True where the document has a link to the last page in the body of a list. */
export function hasLastLink(operation: ApiOperation, { schemas }: Pick<ApiDocument, 'schemas'>): boolean {
  const whole = schemaOfSuccess(operation)
  return whole !== undefined && LAST.some((at) => schemaAt(whole, at, schemas) !== undefined)
}

/** The link to the last page, and the place where it stands: the header `Link`, or the body. */
export function lastLink({ json, header }: Answer): { readonly target: string; readonly at: string } | undefined {
  const ofHeader = linkWith('last', header('link'))
  if (ofHeader !== undefined) return { target: ofHeader, at: 'header:Link' }
  for (const at of LAST) {
    const link = valueAt(json, at)
    const target = isObject(link) ? link['href'] : link
    if (typeof target === 'string') return { target, at: `body#${at}` }
  }
  return undefined
}

/** The number of pages that an answer states beside the total, such as `totalPages`. */
export function pagesStated(
  json: unknown,
  total: Pointer,
): { readonly count: number; readonly at: Pointer } | undefined {
  const around = parsePointer(total).slice(0, -1)
  const beside = valueAt(json, formatPointer(around))
  const [name, count] = Object.entries(isObject(beside) ? beside : {}).find(([key]) => PAGES.test(plainName(key))) ?? []
  return name !== undefined && typeof count === 'number' ? { count, at: formatPointer([...around, name]) } : undefined
}

const PAGES = /^(?:total|number|num)(?:of)?pages?$|^pages?(?:count|total)$|^totalpagecount$/

/** True for the parameter of a page size whose description says that zero is the same as no size, such as "20 if it is not set or 0". */
export function zeroIsDefault({ description }: Pick<ApiParameter, 'description'>): boolean {
  return sentencesOf(description).some((text) => ZERO.some((form) => form.test(text)))
}

const ZERO = [
  /^\W*(?:at most |the default is |default: )?\d+,? (?:if|when) (?:it |this )?(?:is )?(?:not (?:set|sent|given|specified)|unset|missing|omitted|unspecified),? or (?:is |set to )?(?:0|zero)\W*$/i,
  /\b(?:if|when) (?:it |this )?(?:is )?(?:not (?:set|sent|given|specified)|unset|missing|omitted|unspecified),? or (?:is |set to )?(?:0|zero),? (?:at most )?\d+ (?:\w+ )?(?:is|are|will be) /i,
]

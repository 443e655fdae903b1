import type { ApiParameter } from '../../document/api-document.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { holdsWord } from '../body/words.ts'
import { placeOfOrder } from './asked-orders.ts'
import { isPlain } from './filter-place.ts'
import { FILTERS } from './filter-words.ts'

/** The condition of an expression on a property. */
export type FilterComparison = 'equal' | 'unequal' | 'has' | 'starts' | 'ends' | 'above' | 'from' | 'below' | 'to'

/** An expression in a language of filters, such as `city eq 'Rome'`, about a property of the members. */
export interface FilterExpression {
  readonly parameter: string
  readonly at: Pointer
  readonly comparison: FilterComparison
  /** The expression for another value than that of the example. */
  readonly write: (value: unknown) => string
  /** True where the document shows the expression, and says that the parameter filters. */
  readonly isStated: boolean
}

/** The parts of an expression that a text shows. */
interface Example {
  readonly path: string
  readonly comparison: FilterComparison
  readonly write: (path: string, value: unknown) => string
}

/** Usual names of a parameter that takes an expression. */
const NAMES =
  /^(?:q|query|search|filters?|filterby|filterbyformula|where|expression|condition|selector|rsql|fiql|jql|odatafilter)$/

/** The expressions of a parameter that the members can be held to: those that its texts show, and those of a language that they name. */
export function expressionsOf(
  parameter: ApiParameter,
  beside: string,
  wholes: readonly unknown[],
): readonly FilterExpression[] {
  const { in: place, name, description = '' } = parameter
  if (place !== 'query') return []
  const [whole] = wholes
  const isStated = FILTERS.test(description) || SELECTS.test(description)
  if (LABELS.test(name)) return labelsOf(name, whole, isStated)
  if (!isObject(whole)) return []
  const found = examplesOf(parameter, beside).flatMap(({ path, comparison, write }) => {
    const isFree = ANY.test(path)
    const at = isFree ? freeTextOf(whole) : placeOfPath(path, whole)
    if (at === undefined) return []
    const own = isFree
      ? at.tokens.join('.')
      : at.isMap
        ? [...path.split(/[./]/).slice(0, -1), at.tokens.at(-1)].join('.')
        : path
    return [
      {
        parameter: name,
        at: formatPointer(at.tokens),
        comparison,
        write: (value: unknown) => write(own, value),
        isStated: isStated && !isFree,
      },
    ]
  })
  const keys = found.map(({ at, comparison }) => `${at} ${comparison}`)
  return found.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
}

/** True for a text that stands in each language without escapes. */
export function isPlainText(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]+$/.test(value) && holdsWord(value)
}

/** True for a text that an expression can hold: one that is plain in each language, or a path in quotes, such as `teachers/1`. */
export function isWritable(value: unknown, { write }: Pick<FilterExpression, 'write'>): value is string {
  if (isPlainText(value)) return true
  return typeof value === 'string' && /^[\w.-]+(?:\/[\w.-]+)+$/.test(value) && /(["'])a\1/.test(write('a'))
}

/** True for a parameter whose language is known. */
export function takesExpressions(parameter: ApiParameter, beside: string): boolean {
  const isQuery = parameter.in === 'query'
  return isQuery && (LABELS.test(parameter.name) || examplesOf(parameter, beside).length > 0)
}

const LABELS = /^label_?selector$/i

function examplesOf({ name, description = '', example }: ApiParameter, beside: string): readonly Example[] {
  if (!NAMES.test(plainName(name))) return []
  const texts = [description, typeof example === 'string' ? `\`${example}\`` : '', beside]
  const shown = texts.flatMap((text) => examplesIn(text.replaceAll(`${name}=`, '')))
  return [...shown, ...knownOf(name, texts.join(' '))]
}

const SELECTS = /\bselector\b|\b(?:matches|matching|match)\b/i
/** A name that stands for any property, as in `field:value`. */
const ANY = /^(?:field|property|attribute|key|column)(?:_?name)?$/i

/** The selector of labels in Kubernetes: `key=value`. */
function labelsOf(parameter: string, whole: unknown, isStated: boolean): readonly FilterExpression[] {
  const place = placeOfOrder('labels', whole)
  const labels = valueAt(whole, place)
  const [key] = Object.keys(isObject(labels) ? labels : {})
  if (key === undefined) return []
  const at = `${place}${formatPointer([key])}`
  return [{ parameter, at, comparison: 'equal', write: (value) => `${key}=${String(value)}`, isStated }]
}

const VERBS: Readonly<Record<string, FilterComparison>> = {
  eq: 'equal',
  gt: 'above',
  ge: 'from',
  lt: 'below',
  le: 'to',
  '=': 'equal',
  '==': 'equal',
  ':': 'has',
  '>': 'above',
  '>=': 'from',
  '<': 'below',
  '<=': 'to',
}

/** `city eq 'Rome'`: SCIM and OData. `{Name} = 'x'`: formulas. The parts of what stands in backticks or quotes: `labels.env=prod`, `size>5`. */
const WORDED = /(?<![\w'"])([a-z_][\w./]*)( (eq|gt|ge|lt|le) )('[^'\n]*'|"[^"\n]*"|-?\d+(?:\.\d+)?)/gi
const BRACED = /\{([a-z_]\w*)\}( ?(=|>=?|<=?) ?)('[^'\n]*'|"[^"\n]*"|-?\d+)/gi
const QUOTED = /`([^`\n]+)`|(?<!\w)"([^"\n]+)"|(?<!\w)'([^'\n]+)'(?!\w)/g
const SIGNED = /^([a-z_][\w.]*)( ?(==|=|:|>=|<=|>|<) ?)("[^"]*"|'[^']*'|[\w.+-]+)$/i
const FORM = /\b((?:field|property|attribute|key)(?:_?name)?)(([:=]))(value)\b/gi

function examplesIn(text: string): readonly Example[] {
  const whole = [...text.matchAll(WORDED)].map((found) => exampleOf(found, ''))
  const braced = [...text.matchAll(BRACED)].map((found) => exampleOf(found, '{}'))
  const parts = [...text.matchAll(QUOTED)].flatMap(([, ...texts]) =>
    texts.join('').split(/ (?:AND|OR|and|or) |&&|\|\||[,;&]\s*/),
  )
  const signed = parts.flatMap((part) => {
    const found = SIGNED.exec(part.trim())
    return found === null ? [] : [exampleOf(found, '')]
  })
  const forms = [...text.matchAll(FORM)].map((found) => exampleOf(found, ''))
  return [...whole, ...braced, ...signed, ...forms].filter((one) => one !== undefined)
}

function exampleOf(
  [, path = '', verb = '', word = '', given = '']: readonly string[],
  around: string,
): Example | undefined {
  const comparison = VERBS[word.toLowerCase()]
  if (comparison === undefined) return undefined
  const quote = /^['"]/.exec(given)?.[0] ?? ''
  const [open = '', close = ''] = around
  return {
    path,
    comparison,
    write: (own, value) => {
      const text = typeof value === 'number' ? String(value) : `${quote}${String(value)}${quote}`
      return `${open}${own}${close}${verb}${text}`
    },
  }
}

/** Languages that a name or a text tells. */
function knownOf(name: string, text: string): readonly Example[] {
  if (name === '$filter') return [equality(' eq ', "'")]
  if (/\bscim\b|\brfc ?7644\b/i.test(text)) return [equality(' eq ', '"')]
  if (/\b(?:rsql|fiql)\b/i.test(text)) return [equality('==', '')]
  return /\baip-?160\b|aip\.dev\/160/i.test(text) ? [equality('=', '"')] : []
}

function equality(verb: string, quote: string): Example {
  return {
    path: 'property',
    comparison: 'equal',
    write: (own, value) =>
      `${own}${verb}${typeof value === 'number' ? String(value) : `${quote}${String(value)}${quote}`}`,
  }
}

interface PlaceOfPath {
  readonly tokens: readonly string[]
  /** True where the last token is a key of a map, which another key than that of the example may be. */
  readonly isMap: boolean
}

/** The place of a path such as `labels.env`: where the member has other labels, one of its own. */
function placeOfPath(path: string, whole: Readonly<Record<string, unknown>>): PlaceOfPath | undefined {
  const tokens: string[] = []
  let value: unknown = whole
  for (const part of path.split(/[./]/)) {
    if (!isObject(value)) return undefined
    const known = Object.keys(value).find((key) => plainName(key) === plainName(part))
    const key = known ?? (tokens.length > 0 ? Object.keys(value).find(holdsWord) : undefined)
    if (key === undefined) return tokens.length === 0 ? withinOne(path, whole) : undefined
    tokens.push(key)
    value = value[key]
    if (known === undefined) return isPlain(value) ? { tokens, isMap: true } : undefined
  }
  return isPlainOrList(value) ? { tokens, isMap: false } : undefined
}

/** True for a text, a number or a flag, and for a list of these. */
function isPlainOrList(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPlain) : isPlain(value)
}

/** A property of the one object that has it, such as `fields`. */
function withinOne(path: string, whole: Readonly<Record<string, unknown>>): PlaceOfPath | undefined {
  const outer = Object.keys(whole).filter(
    (key) => isObject(whole[key]) && isPlainOrList(whole[key][path]) && Object.hasOwn(whole[key], path),
  )
  return outer.length === 1 && outer[0] !== undefined ? { tokens: [outer[0], path], isMap: false } : undefined
}

/** The first free text at the top of a member. */
function freeTextOf(whole: Readonly<Record<string, unknown>>): PlaceOfPath | undefined {
  const found = Object.entries(whole).find(
    ([, value]) => typeof value === 'string' && /^\w+$/.test(value) && holdsWord(value),
  )
  return found === undefined ? undefined : { tokens: [found[0]], isMap: false }
}

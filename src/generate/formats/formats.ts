import { fullFormats } from 'ajv-formats/dist/formats.js'
import { UnsupportedSchema } from '../errors.ts'
import { own } from '../json.ts'
import type { TextRule } from '../text/language.ts'
import { ADDRESS_FORMATS } from './addresses.ts'
import { CALENDAR_FORMATS } from './calendar.ts'
import type { TextFormat } from './format.ts'
import { NOTATION_FORMATS } from './notations.ts'

/** Formats of the caller: an expression, or `true` for a format without assertion. Expressions are unanchored. */
export type CustomFormats = Readonly<Record<string, RegExp | true>>

/** The known formats. An unknown format asserts nothing, as in JSON Schema. */
export interface FormatTable {
  acceptsText(format: string, text: string): boolean
  acceptsNumber(format: string, value: number): boolean
  /** The rule of the texts of a format; undefined if the format asserts nothing of texts. */
  textRule(format: string): TextRule | undefined
  /** The rule of texts that are certainly invalid, and near-valid texts; undefined if the format asserts nothing. */
  textRuleBroken(format: string): { readonly rule: TextRule; readonly nearValid: readonly string[] } | undefined
  /** The limits of a numeric format. */
  numberLimits(format: string): NumberLimits | undefined
}

/** The limits of a numeric format; both bounds are inclusive. */
export interface NumberLimits {
  readonly integer: boolean
  readonly min: number
  readonly max: number
}

const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  ...CALENDAR_FORMATS,
  ...ADDRESS_FORMATS,
  ...NOTATION_FORMATS,
}
const NUMBER_FORMATS: Readonly<Record<string, NumberLimits>> = {
  int32: { integer: true, min: -(2 ** 31), max: 2 ** 31 - 1 },
  int64: { integer: true, min: -Infinity, max: Infinity },
}
/** Formats that ajv-formats lacks. Texts are drawn but never broken, because ajv asserts nothing. */
const UNASSERTED = new Set(['idn-email', 'idn-hostname', 'iri', 'iri-reference'])

/**
 * The table of known and custom formats.
 * @throws UnsupportedSchema for an expression with flags other than `u`.
 */
export function formatTable(custom: CustomFormats = {}): FormatTable {
  for (const [name, format] of Object.entries(custom)) checkCustom(name, format)
  return {
    acceptsText: (format, text) => acceptsText(custom, format, text),
    acceptsNumber: (format, value) => {
      const limits = Object.hasOwn(custom, format) ? undefined : limitsOf(format)
      return (
        limits === undefined ||
        (value >= limits.min && value <= limits.max && (!limits.integer || Number.isInteger(value)))
      )
    },
    textRule: (format) => {
      if (Object.hasOwn(custom, format)) return customRule(custom, format, false)
      const known = formatOf(format)
      return known && { kind: 'whole', source: known.inside, negated: false }
    },
    textRuleBroken: (format) => {
      if (Object.hasOwn(custom, format)) {
        const rule = customRule(custom, format, true)
        return rule && { rule, nearValid: [] }
      }
      const known = UNASSERTED.has(format) ? undefined : formatOf(format)
      return known && { rule: { kind: 'whole', source: known.outside, negated: true }, nearValid: known.nearValid }
    },
    numberLimits: (format) => (Object.hasOwn(custom, format) ? undefined : limitsOf(format)),
  }
}

function formatOf(format: string): TextFormat | undefined {
  return Object.hasOwn(TEXT_FORMATS, format) ? TEXT_FORMATS[format] : undefined
}

function limitsOf(format: string): NumberLimits | undefined {
  return Object.hasOwn(NUMBER_FORMATS, format) ? NUMBER_FORMATS[format] : undefined
}

function checkCustom(name: string, format: RegExp | true): void {
  const flags = format === true ? '' : format.flags.replace('u', '')
  if (flags !== '') throw new UnsupportedSchema('', `the format ${name} is an expression with the flags "${flags}"`)
}

function customRule(custom: CustomFormats, format: string, negated: boolean): TextRule | undefined {
  const expression = custom[format]
  return expression === undefined || expression === true
    ? undefined
    : { kind: 'pattern', source: expression.source, negated }
}

function acceptsText(custom: CustomFormats, format: string, text: string): boolean {
  const expression = Object.hasOwn(custom, format) ? custom[format] : undefined
  if (expression !== undefined) return expression === true || expression.test(text)
  const judge: unknown = own(fullFormats, format)
  if (judge instanceof RegExp) return judge.test(text)
  if (typeof judge === 'function') return judge(text) === true
  const validate = typeof judge === 'object' && judge !== null && 'validate' in judge ? judge.validate : undefined
  return typeof validate !== 'function' || limitsOf(format) !== undefined || validate(text) === true
}

import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { saysTrial, saysTrialIsChecked } from '../../document/says/says-trial.ts'
import { plainName } from '../../words/words.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'

/** The part of a request that asks for a trial: a query parameter or a header, with its value. */
export interface Trial {
  /** The part in words, such as `dryRun=true`. */
  readonly words: string
  /** True where the description says that the request is checked as any other. */
  readonly isChecked: boolean
  readonly parts:
    | { readonly query: Readonly<Record<string, string>> }
    | { readonly headers: Readonly<Record<string, string>> }
}

const NAMES =
  /^x?(?:dryrun|validate|validateonly|validationonly|onlyvalidate|preview|simulate|simulation|test|testonly|checkonly|noop|whatif)$/

/** The parameter of a write which says that the write is only tried. Undefined where the document has none, or tells no value of it. */
export function trialOf(
  { parameters }: Pick<ApiOperation, 'parameters'>,
  { schemas }: Pick<ApiDocument, 'schemas'>,
): Trial | undefined {
  for (const parameter of parameters) {
    const { name, in: place, description } = parameter
    if ((place !== 'query' && place !== 'header') || !NAMES.test(plainName(name)) || !saysTrial(description)) continue
    const value = valueOf(parameter, schemas)
    if (value === undefined) continue
    const part = { [name]: value }
    const isChecked = saysTrialIsChecked(description)
    return { words: `${name}=${value}`, isChecked, parts: place === 'query' ? { query: part } : { headers: part } }
  }
  return undefined
}

/** A value that no description denies: `All` of `Valid values are: - All`. */
const VALUE = /\b(?:valid|allowed|possible|supported) (?:value|option)s? (?:are|is)?:?[\s\-*`"']*(?<value>\w+)/i
const OFF = /^(?:false|no|none|off|0|disabled|never)$/i

function valueOf({ schema, description = '' }: ApiParameter, schemas: ApiDocument['schemas']): string | undefined {
  const flat = flatten(schema, schemas)
  const own = typeOf(flat) === 'array' ? flatten((flat['items'] ?? true) as boolean, schemas) : flat
  if (Array.isArray(own['enum'])) return own['enum'].map(String).find((one) => !OFF.test(one))
  if (typeOf(own) === 'integer') return '1'
  if (typeOf(own) !== 'string') return 'true'
  const stated = VALUE.exec(description)?.groups?.['value']
  return stated !== undefined && !OFF.test(stated) ? stated : 'true'
}

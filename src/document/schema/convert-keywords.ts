import { suggestion } from '../../source/suggestion.ts'
import type { Conversion, SchemaDraft } from './conversion.ts'
import { type Part, partAt, partsOf } from '../file/document-file.ts'
import type { Within } from './keyword-kinds.ts'
import { quoted } from '../../source/quoted.ts'
import { saysMasked } from '../says/says-masked.ts'
import { boundsOf } from './schema-bounds.ts'
import { choicesOf, examplesOf } from './schema-choices.ts'
import { KEYWORDS } from './schema-keywords.ts'
import { typeOf } from './schema-type.ts'

/** The keywords of a schema as keywords of JSON Schema 2020-12. */
export function convertKeywords(conversion: Conversion, part: Part, within: Within): SchemaDraft {
  const draft: SchemaDraft = {
    ...typeOf(conversion, part),
    ...choicesOf(conversion, part),
    ...boundsOf(conversion, part),
    ...examplesOf(part),
  }
  for (const keyword of partsOf(part)) {
    const convert = Object.hasOwn(KEYWORDS, keyword.token) ? KEYWORDS[keyword.token] : undefined
    if (convert !== undefined) Object.assign(draft, convert(keyword, within, conversion))
    else if (!keyword.token.startsWith('x-')) remarkUnknown(conversion, keyword)
  }
  remarkImpossible(conversion, part, draft)
  return conversion.view === 'answer' && saysMasked(partAt(part, 'description').value) ? withoutForm(draft) : draft
}

/** The schema states the form of the value that a caller sends. A mask in its place keeps to another one. */
function withoutForm(draft: SchemaDraft): SchemaDraft {
  return Object.fromEntries(Object.entries(draft).filter(([keyword]) => !FORM.has(keyword)))
}

const FORM = new Set(['pattern', 'minLength', 'maxLength', 'format', 'contentEncoding'])

/** A closed schema may demand a property that it does not state: no value satisfies it then. */
function remarkImpossible({ remarks }: Conversion, part: Part, draft: SchemaDraft): void {
  const { additionalProperties, patternProperties, properties = {}, required } = draft
  if (additionalProperties !== false || patternProperties !== undefined || !Array.isArray(required)) return
  for (const name of required as string[])
    if (!Object.hasOwn(properties as object, name))
      remarks.add(
        partAt(part, 'required'),
        `no value is valid: ${quoted(name)} is required, is not among the properties, and no others are allowed`,
      )
}

function remarkUnknown({ remarks }: Conversion, keyword: Part): void {
  const near = suggestion(keyword.token.slice(0, 80), Object.keys(KEYWORDS))
  remarks.add(keyword, `the keyword ${quoted(keyword.token)} is unknown, and says nothing${near}`)
}

import type { DocumentSchema } from '../../document/api-document.ts'
import { listOf } from '../../json/list-of.ts'
import { flatten, typeOf } from './flatten-schema.ts'
import { isValidBy, type Validators } from './validators.ts'

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** True for a text in the place of a number that is no number within its bounds. Example: `anyOf: [ number, string ]`. */
export function breaksNumber(
  text: string,
  schema: DocumentSchema,
  {
    schemas,
    validators,
  }: { readonly schemas: Readonly<Record<string, DocumentSchema>>; readonly validators: Validators },
): boolean {
  if (typeof schema === 'boolean') return false
  const choices = [schema['anyOf'], schema['oneOf']].flatMap(listOf) as readonly DocumentSchema[]
  const number = choices.find((one) => ['number', 'integer'].includes(typeOf(flatten(one, schemas)) ?? ''))
  return number !== undefined && (!NUMBER.test(text) || !isValidBy(Number(text), number, validators))
}

import type { DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, withValueAt } from '../../json/pointer.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { type Making, plausibleValue } from '../body/plausible-value.ts'
import { schemaAt } from '../body/schema-at.ts'
import { isValidBy, type Validators } from '../body/validators.ts'

/** The means of another value, and the other schemas of the member. */
export interface Admitting extends Making {
  readonly validators: Validators
  /** The schemas of the member in other bodies, such as that of a create and that of an answer. Undefined: not stated. */
  readonly views: readonly (DocumentSchema | undefined)[]
  readonly isValid: (member: unknown) => boolean
}

/** The variants of a value that are tried, as a count. */
const MOST = 4

/**
 * The member of a request with values that all of its schemas admit. A free text of an update may be a listed value in the create or the
 * answer. A value that the answer does not admit cannot come back. A value stays where no other one fits.
 */
export function withAdmittedValues<T>(member: T, admitting: Admitting): T {
  const { views, schemas, isValid } = admitting
  if (!isObject(member)) return member
  let admitted: unknown = member
  for (const [name, value] of Object.entries(member)) {
    const own = views.flatMap((view) => {
      const schema = isObject(view) || view === true ? schemaAt(view, formatPointer([name]), schemas) : undefined
      return schema !== undefined && isAlike(value, schema, schemas) ? [schema] : []
    })
    if (own.every((schema) => admits(schema, value, admitting))) continue
    const next = own
      .flatMap((schema) => valuesOf(schema, admitting))
      .find(
        (one) =>
          own.every((schema) => admits(schema, one, admitting)) &&
          isValid(withValueAt(admitted, formatPointer([name]), one)),
      )
    if (next !== undefined) admitted = withValueAt(admitted, formatPointer([name]), next)
  }
  return admitted as T
}

function valuesOf(schema: DocumentSchema, making: Making): readonly unknown[] {
  return Array.from({ length: MOST }, (_, index) =>
    plausibleValue(schema, { ...making, variant: making.variant + index }),
  )
}

/** True for a text or a number where the schema has one too: what has another form in an answer is not compared. */
function isAlike(value: unknown, schema: DocumentSchema, schemas: Making['schemas']): boolean {
  const type = typeOf(flatten(schema, schemas))
  return typeof value === 'string' ? type === 'string' : typeof value === 'number' && /integer|number/.test(type ?? '')
}

function admits(schema: DocumentSchema, value: unknown, { validators }: Admitting): boolean {
  return isValidBy(value, schema, validators)
}

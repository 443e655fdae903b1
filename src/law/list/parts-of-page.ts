import type { ApiDocument, ApiParameter, DocumentSchema } from '../../document/api-document.ts'
import { partSaid, type PartSaid } from '../../document/says/says-page-part.ts'
import { objectOf } from '../../json/list-of.ts'
import { parsePointer } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { operationWithId } from '../body/paths.ts'
import { placesIn } from '../body/places-in.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'

/** A property of a page, and the flag of which the document says that the page lacks it with one value. */
export interface FlaggedPart {
  readonly flag: string
  readonly at: Pointer
  /** The value of the flag with which the page lacks the property. */
  readonly lackedWith: boolean
  /** The certainty that the page has the property with the other value. `open`: the document does not say. */
  readonly shownOtherwise: 'stated' | 'presumed' | 'open'
  /** True where the schema of the page requires the property all the same. */
  readonly isRequired: boolean
}

/** The properties of the pages of a list that a flag leaves out, as its description says. */
export function flaggedParts({ list }: Pick<Resource, 'list'>, document: ApiDocument): readonly FlaggedPart[] {
  if (list?.items === undefined) return []
  const operation = operationWithId(document, list.operation)
  const parts = partsOf(schemaOfSuccess(operation) ?? true, list.items.value, document.schemas)
  return operation.parameters
    .filter((one) => isFlag(one, document))
    .flatMap(({ name: flag, description }) => parts.flatMap((part) => flaggedBy(flag, part, description)))
}

/** True for an optional query parameter that is true or false. */
function isFlag({ in: place, required, schema }: ApiParameter, { schemas }: ApiDocument): boolean {
  return place === 'query' && !required && flatten(schema, schemas)['type'] === 'boolean'
}

function flaggedBy(flag: string, part: Part, description: string | undefined): readonly FlaggedPart[] {
  const said = partSaid(parsePointer(part.at).at(-1) ?? '', description)
  const lacked = said.filter(({ isShown }) => !isShown)
  const [first] = lacked
  if (first === undefined || lacked.some(({ value }) => value !== first.value)) return []
  const { at, isRequired } = part
  return [{ flag, at, lackedWith: first.value, isRequired, shownOtherwise: otherwise(part, !first.value, said) }]
}

/** A part that is no number, such as a link, may have nothing to show. */
function otherwise(
  { isRequired, isNumber }: Part,
  value: boolean,
  said: readonly PartSaid[],
): FlaggedPart['shownOtherwise'] {
  if (isRequired) return 'stated'
  const shown = isNumber ? said.filter((one) => one.isShown && one.value === value) : []
  return shown.some(({ isStated }) => isStated) ? 'stated' : shown.length > 0 ? 'presumed' : 'open'
}

interface Part {
  readonly at: Pointer
  readonly isRequired: boolean
  readonly isNumber: boolean
}

/** The properties of a page beside its members, and of the objects there. A name that members have too may be about them. */
function partsOf(page: DocumentSchema, items: Pointer, schemas: ApiDocument['schemas']): readonly Part[] {
  const member = flatten(schemaAt(page, `${items}/*`, schemas) ?? true, schemas)
  const ofMember = new Set(Object.keys(objectOf(member['properties'])))
  if (items === '') return []
  const places = placesIn(page, schemas, ({ at }) => (at === items ? 'none' : isAtTop(at) ? 'all' : 'alone'))
  return places.flatMap(({ at, schema, isOptional }) => {
    const isNumber = ['integer', 'number'].includes(typeOf(schema) ?? '')
    const isOfMember = ofMember.has(parsePointer(at).at(-1) ?? '')
    return isOfMember ? [] : [{ at, isRequired: !isOptional && isAtTop(at), isNumber }]
  })
}

function isAtTop(at: Pointer): boolean {
  return parsePointer(at).length === 1
}

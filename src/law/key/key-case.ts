import type { ApiDocument } from '../../document/api-document.ts'
import { saysCaseMatters } from '../../document/says/says-key-case.ts'
import { ignoresCase } from '../../document/says/says-unique.ts'
import { saidOfAll } from '../../document/says/said-of-property.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'
import { parsePointer } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { flatten } from '../body/flatten-schema.ts'
import { operationWithId, ownParameters, pathParameter } from '../body/paths.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { saysUniqueKey } from './key-of-caller.ts'

/** The statements of a document about keys that differ in the case of letters alone. */
export interface KeyCase {
  /** The description of the path parameter: keys in other letters' case name the same member, or another one. */
  readonly paths?: 'ignored' | 'kept'
  /** A create under the key of a member in other letters' case is refused. */
  readonly isUnique: boolean
}

/** The statements about the case of letters in a key with one part. Undefined for none. */
export function keyCaseOf(resource: Resource, document: ApiDocument): KeyCase | undefined {
  const [own, ...others] = ownParameters(resource)
  if (own === undefined || others.length > 0 || resource.read === undefined) return undefined
  const read = operationWithId(document, resource.read.operation)
  const described = pathParameter(read, own.name)?.description
  const names = [own.name, parsePointer(own.pointer ?? '').at(-1) ?? 'key', 'key', 'identifier']
  const told = [described, ...names.flatMap((name) => saidOfAll(name, document.description))]
  const paths = told.some(ignoresCase) ? 'ignored' : told.some(saysCaseMatters) ? 'kept' : undefined
  const isUnique = paths !== 'kept' && isUniqueWithoutCase(own, resource, document)
  return paths === undefined && !isUnique ? undefined : { ...(paths === undefined ? {} : { paths }), isUnique }
}

function isUniqueWithoutCase(
  { pointer }: ReturnType<typeof ownParameters>[number],
  resource: Resource,
  document: ApiDocument,
): boolean {
  if (resource.create === undefined || pointer === undefined) return false
  const create = operationWithId(document, resource.create.operation)
  const whole = contentOf(create)?.schema ?? true
  const schema = schemaAt(whole, `${resource.wrap?.value.request ?? ''}${pointer}`, document.schemas) ?? true
  if (flatten(schema, document.schemas)['x-any-case'] === true) return saysUniqueKey(resource, document)
  const name = parsePointer(pointer).at(-1) ?? ''
  return sentencesOf(create.description).some(
    (sentence) => ignoresCase(sentence) && /\bunique\b/i.test(sentence) && speaksOf(name, sentence),
  )
}

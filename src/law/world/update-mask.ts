import type { ApiDocument, ApiOperation, ApiParameter } from '../../document/api-document.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { plainName } from '../../words/words.ts'
import { flatten } from '../body/flatten-schema.ts'
import { isVersionName } from '../compare/version-name.ts'
import { ownParameters } from '../body/paths.ts'

/** The query parameter of an update that names the properties to change, in one text (AIP-134). */
export function maskOf(
  { parameters }: ApiOperation,
  { schemas }: Pick<ApiDocument, 'schemas'>,
): ApiParameter | undefined {
  return parameters.find(
    ({ name, in: place, schema }) =>
      place === 'query' && plainName(name) === 'updatemask' && flatten(schema, schemas)['type'] !== 'array',
  )
}

/** The query that names the properties of a member in an update which requires it. Keys, versions and what the server sets are not named. */
export function requiredMask(
  operation: ApiOperation,
  member: unknown,
  { resource, document }: { readonly resource: Resource; readonly document: Pick<ApiDocument, 'schemas'> },
): Readonly<Record<string, string>> {
  const mask = maskOf(operation, document)
  if (mask === undefined || !isObject(member) || !requiresMask(operation, document)) return {}
  const apart = new Set<unknown>([...resource.server, ...ownParameters(resource).map(({ pointer }) => pointer)])
  const names = Object.keys(member).filter(
    (name) => !apart.has(formatPointer([name])) && !isVersionName(name, typeof member[name] === 'number'),
  )
  return names.length === 0 ? {} : { [mask.name]: names.join() }
}

/** True for an update that requires a mask. AIP-203 begins the description of a required parameter with this word. */
export function requiresMask(operation: ApiOperation, document: Pick<ApiDocument, 'schemas'>): boolean {
  const mask = maskOf(operation, document)
  return mask?.required === true || /^required\b/i.test(mask?.description ?? '')
}

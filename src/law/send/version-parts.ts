import type { ApiOperation } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import type { LawRequest } from './build-request.ts'

/** The parts of a request that have a version. */
export type VersionParts = Pick<LawRequest, 'headers' | 'query'>

/** The place of the version in writes of a resource, and the name of the parameter there. */
export function versionParameter({ version }: Pick<Resource, 'version'>): {
  readonly in: string
  readonly name: string
} {
  const [place = '', name = ''] = version?.value.parameter?.split(/:(.*)/) ?? []
  return place === '' ? { in: 'header', name: 'If-Match' } : { in: place, name }
}

/** The parts of a write with a version, or without one for null. The headers show that the write has the version which a law wants. */
export function versionParts(resource: Pick<Resource, 'version'>, version: string | null): VersionParts {
  const { in: place, name } = versionParameter(resource)
  return place === 'query' ? { headers: {}, query: { [name]: version ?? undefined } } : { headers: { [name]: version } }
}

/**
 * The parts of a write with a version. None for a write that lacks the parameter of its own name which others have: a query may be refused for an
 * unknown parameter.
 */
export function versionPartsFor(operation: ApiOperation, resource: Resource, version: string): VersionParts {
  const isTaken = resource.version?.value.parameter === undefined || takesVersion(operation, resource)
  return isTaken ? versionParts(resource, version) : {}
}

/** True for a write that takes the version of a member. */
export function takesVersion(
  { parameters }: Pick<ApiOperation, 'parameters'>,
  resource: Pick<Resource, 'version'>,
): boolean {
  const own = versionParameter(resource)
  return parameters.some(({ name, in: place }) => place === own.in && name.toLowerCase() === own.name.toLowerCase())
}

/** True for a write that the document requires to have the version of a member. */
export function requiresVersion({ parameters }: ApiOperation, resource: Pick<Resource, 'version'>): boolean {
  return takesVersion({ parameters: parameters.filter(({ required }) => required) }, resource)
}

import type { ApiDocument } from '../../document/api-document.ts'
import type { Contract, Requirement } from '../../contract/contract.ts'
import type { Model } from '../../resource/model.ts'

/**
 * A contract without operations: what the transport, the verdict and the report need of an API that is judged by laws. The requirements
 * are the laws.
 */
export function contractOfModel({
  model,
  document,
  requirements,
}: {
  readonly model: Model
  readonly document: ApiDocument
  readonly requirements: Readonly<Record<string, Requirement>>
}): Contract {
  const tokenPath = tokenPathOf(document)
  const { name, version, headers } = model
  return {
    ...emptyContract({ api: name, headers, ...(tokenPath === undefined ? {} : { tokenPath }) }),
    version,
    versions: [version],
    requirements,
  }
}

/** The facts about an API that a clean-up needs. */
export interface KnownApi {
  readonly api: string
  readonly headers: Readonly<Record<string, string>>
  readonly tokenPath?: string
}

/** A contract that says nothing but how requests are sent. */
export function emptyContract({ api, headers, tokenPath }: KnownApi): Contract {
  return {
    name: api,
    version: '',
    versions: [''],
    operations: {},
    schemas: {},
    requirements: {},
    resource: {
      scope: { parameter: '', unknown: '' },
      key: { parameter: '', pointer: '', values: [''] },
      identity: '',
      operations: { list: '', create: '', read: '', update: '', delete: '' },
      single: [],
      setup: '',
      variants: {},
    },
    error: { schema: '', status: '', code: '', reason: '' },
    headers,
    refusals: { body: [], query: [], path: [] },
    portableText: { minLength: 0, maxLength: 0, pattern: '' },
    ...(tokenPath === undefined ? {} : { credentials: { tokenPath } }),
    environment: { target: [], credentials: {} },
  }
}

/** The path of the token endpoint; undefined for an API whose document has none. */
export function tokenPathOf({ securitySchemes }: Pick<ApiDocument, 'securitySchemes'>): string | undefined {
  const scheme = Object.values(securitySchemes).find(({ type }) => type === 'oauth2')
  if (scheme?.type !== 'oauth2' || !URL.canParse(scheme.tokenUrl, 'http://target.invalid')) return undefined
  return new URL(scheme.tokenUrl, 'http://target.invalid').pathname
}

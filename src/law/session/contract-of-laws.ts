import type { ApiDocument } from '../../document/api-document.ts'
import type { Contract, Requirement } from '../../contract/contract.ts'

/** A contract without operations: the verdict and the report read it of an API that is judged by laws. The requirements are the laws. */
export function contractOfLaws(
  { name, version = '' }: { readonly name: string; readonly version?: string },
  requirements: Readonly<Record<string, Requirement>>,
): Contract {
  return {
    name,
    version,
    versions: [version],
    operations: {},
    schemas: {},
    requirements,
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
    headers: {},
    refusals: { body: [], query: [], path: [] },
    portableText: { minLength: 0, maxLength: 0, pattern: '' },
    environment: { target: [], credentials: {} },
  }
}

/** The path of the token endpoint; undefined for an API whose document has none. */
export function tokenPathOf({ securitySchemes }: Pick<ApiDocument, 'securitySchemes'>): string | undefined {
  const scheme = Object.values(securitySchemes).find(({ type }) => type === 'oauth2')
  if (scheme?.type !== 'oauth2' || !URL.canParse(scheme.tokenUrl, 'http://target.invalid')) return undefined
  return new URL(scheme.tokenUrl, 'http://target.invalid').pathname
}

import type { Location } from '../source/mistake.ts'

/** must gates the verdict, should warns, observe is reported as a fact and never judged. */
export type Level = 'must' | 'should' | 'observe'

/** A JSON Schema 2020-12, as plain data. */
export type Schema = boolean | { readonly [keyword: string]: unknown }

/** One sentence that the contract makes. `excluded` says why nothing checks it. */
export interface Requirement {
  readonly id: string
  readonly level: Level
  readonly text: string
  readonly source: { readonly document: string; readonly pointer: string }
  readonly excluded?: string
  readonly location: Location
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: Schema
}

/** What an operation documents for one status. `schema` is a name in `Contract.schemas`; without one a body may be anything. */
export interface DocumentedResponse {
  readonly mediaTypes: readonly string[]
  readonly schema?: string
}

export interface Operation {
  readonly id: string
  readonly method: string
  /** With `{name}` for each path parameter. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly responses: Readonly<Record<string, DocumentedResponse>>
  /** The name of the schema of its body, where it has one. */
  readonly body?: string
}

export type Role = 'list' | 'create' | 'read' | 'update' | 'delete'

/** How a property that holds a secret is masked in answers, and what its secrets look like. */
export interface Redaction {
  readonly rule: 'tail' | 'url' | 'never'
  /** How many characters at the end may be seen. */
  readonly tail: number
  /** stated: the contract says so; presumed: it is likely, and only a warning hangs on it. */
  readonly strength: 'stated' | 'presumed'
  readonly form: SecretForm
}

/** `acme-token` is a token that begins with `acme-`. */
export type SecretForm = 'hex32' | 'hex40' | 'uuid' | 'token' | 'url' | 'text' | `${string}-token`

/** A kind of member of the collection: one value of the key. */
export interface Variant {
  /** Names in `Contract.schemas`. */
  readonly request: string
  readonly response: string
  /** The pointers of the properties that its request declares. */
  readonly properties: readonly string[]
  /** Those of them that may be null. */
  readonly nullable: readonly string[]
  /** Bodies by name (`minimal`, `full`, `changed`); `$secret` stands where a secret is to be drawn. */
  readonly payloads: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** By pointer into a body. */
  readonly redactions: Readonly<Record<string, Redaction>>
  /** Documented defaults by pointer into a body. */
  readonly defaults: Readonly<Record<string, unknown>>
}

/** Everything the engine knows of an API; plain data, so that a build can write it down. */
export interface Contract {
  readonly name: string
  readonly version: string
  readonly operations: Readonly<Record<string, Operation>>
  readonly schemas: Readonly<Record<string, Schema>>
  readonly requirements: Readonly<Record<string, Requirement>>
  readonly resource: {
    readonly scope: { readonly parameter: string; readonly unknown: string }
    readonly key: { readonly parameter: string; readonly pointer: string; readonly values: readonly string[] }
    readonly identity: string
    readonly operations: Readonly<Record<Role, string>>
    readonly setup: string
    readonly variants: Readonly<Record<string, Variant>>
  }
  readonly error: { readonly schema: string; readonly status: string; readonly code: string; readonly reason: string }
  readonly page: {
    readonly items: string
    readonly total: string
    readonly links: string
    readonly link: { readonly relation: string; readonly target: string }
    readonly parameters: { readonly size: string; readonly number: string; readonly count: string }
    readonly size: number
  }
  readonly envelope: { readonly parameter: string; readonly status: string; readonly content: string }
  readonly pretty: { readonly parameter: string }
  readonly headers: Readonly<Record<string, string>>
  readonly refusals: {
    readonly body: readonly number[]
    readonly query: readonly number[]
    readonly path: readonly number[]
  }
  /** Keywords that each generated text keeps to; whether any other text is accepted is open. */
  readonly usualText: { readonly minLength: number; readonly maxLength: number; readonly pattern: string }
  readonly credentials: { readonly tokenPath: string }
  readonly environment: Environment
}

/** The names of the environment variables that hold a setting. */
export interface Environment {
  readonly target: readonly string[]
  readonly scope: string
  /** By auth scheme and property of its credentials. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Which properties of the credentials of each auth scheme the environment may give: the contract names their variables. */
export type EnvironmentRoles = Readonly<Record<string, readonly string[]>>

/** The operation that plays a role on the contract's resource. */
export function operationOf(contract: Contract, role: Role | 'token'): Operation {
  if (role === 'token') return tokenOperation(contract)
  const operation = contract.operations[contract.resource.operations[role]]
  if (operation === undefined) throw new Error(`the contract has no operation ${contract.resource.operations[role]}`)
  return operation
}

/** The endpoint that issues tokens: no part of the resource, and its answers are not documented. */
function tokenOperation({ credentials }: Contract): Operation {
  return { id: 'token', method: 'POST', path: credentials.tokenPath, parameters: [], responses: {}, body: '' }
}

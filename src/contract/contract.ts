import type { Location } from '../source/mistake.ts'

/** The weight of a requirement: must gates the verdict, should warns, observe is reported and never judged. */
export type Level = 'must' | 'should' | 'observe'

/** A JSON Schema 2020-12, as plain data. */
export type Schema = boolean | { readonly [keyword: string]: unknown }

/** A sentence of the contract, with a level and a source. */
export interface Requirement {
  readonly id: string
  readonly level: Level
  readonly text: string
  readonly source: { readonly document: string; readonly pointer: string }
  /** The reason why no case checks the sentence. */
  readonly excluded?: string
  readonly location: Location
}

/** A path or query parameter of an operation. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: Schema
}

/** The response that an operation documents for a status. */
export interface DocumentedResponse {
  /** The name of the body's schema in `Contract.schemas`; undefined if the document names none, so that any body conforms. */
  readonly schema?: string
}

/** An operation of the OpenAPI document. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** The path template, with `{name}` for each path parameter. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly responses: Readonly<Record<string, DocumentedResponse>>
  /** The name of the request body's schema; undefined for an operation without a body. */
  readonly body?: string
}

/** The role of an operation on the contract's resource. */
export type Role = 'list' | 'create' | 'read' | 'update' | 'delete'

/** The masking rule of a property that holds a secret. */
export interface Redaction {
  readonly rule: 'tail' | 'url' | 'never'
  /** The number of last characters that a response may show. */
  readonly tail: number
  /** stated: the contract states the rule. presumed: the rule is likely, and a breach is only a warning. */
  readonly strength: 'stated' | 'presumed'
  readonly form: SecretForm
}

/** The form of generated secrets. `acme-token` is a token that begins with `acme-`. */
export type SecretForm = 'hex32' | 'hex40' | 'uuid' | 'token' | 'url' | 'text' | `${string}-token`

/** A variant of the members of the collection: one value of the key. */
export interface Variant {
  /** Names in `Contract.schemas`. */
  readonly request: string
  readonly response: string
  /** The pointers of the properties that the request schema declares. */
  readonly properties: readonly string[]
  /** The pointers of the properties that may be null. */
  readonly nullable: readonly string[]
  /** Bodies by name: `minimal`, `full`, `changed`. The text `$secret` stands for a secret that is drawn later. */
  readonly payloads: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** The redaction of each secret, by pointer into a body. */
  readonly redactions: Readonly<Record<string, Redaction>>
  /** Documented defaults, by pointer into a body. */
  readonly defaults: Readonly<Record<string, unknown>>
}

/** All facts about an API that the engine uses. Plain data, so that a build can store the contract. */
export interface Contract {
  readonly name: string
  readonly version: string
  readonly operations: Readonly<Record<string, Operation>>
  readonly schemas: Readonly<Record<string, Schema>>
  readonly requirements: Readonly<Record<string, Requirement>>
  readonly resource: {
    readonly scope: {
      readonly parameter: string
      readonly unknown: string
      /** The error code of an answer about a group that does not exist. */
      readonly notFound?: string
    }
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
    readonly parameters: { readonly size: string; readonly number: string }
    readonly size: number
  }
  readonly envelope: { readonly parameter: string; readonly status: string; readonly content: string }
  readonly headers: Readonly<Record<string, string>>
  readonly refusals: {
    readonly body: readonly number[]
    readonly query: readonly number[]
    readonly path: readonly number[]
  }
  /** The bounds of generated text. The contract leaves open if any other text is accepted. */
  readonly portableText: { readonly minLength: number; readonly maxLength: number; readonly pattern: string }
  readonly credentials: { readonly tokenPath: string }
  readonly environment: Environment
}

/** The names of the environment variables that hold settings. */
export interface Environment {
  readonly target: readonly string[]
  readonly scope: string
  /** By auth scheme and property of its credentials. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Which properties of the credentials of each auth scheme the environment may give: the contract names their variables. */
export type EnvironmentRoles = Readonly<Record<string, readonly string[]>>

/**
 * The operation of a role.
 * @throws Error if the contract names no such operation; a loaded contract names each.
 */
export function operationOf(contract: Contract, role: Role | 'token'): Operation {
  if (role === 'token') return tokenOperation(contract)
  const operation = contract.operations[contract.resource.operations[role]]
  if (operation === undefined) throw new Error(`the contract has no operation ${contract.resource.operations[role]}`)
  return operation
}

/** The operation that issues tokens. The resource has no such operation, and the responses are undocumented. */
function tokenOperation({ credentials }: Contract): Operation {
  return { id: 'token', method: 'POST', path: credentials.tokenPath, parameters: [], responses: {}, body: '' }
}

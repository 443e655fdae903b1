import type { Location } from '../source/mistake.ts'

/** The weights of requirements, the highest first: must gates the verdict, should warns, observe is reported and never judged. */
export const LEVELS = ['must', 'should', 'observe'] as const

export type Level = (typeof LEVELS)[number]

/** A JSON Schema 2020-12, as plain data. */
export type Schema = boolean | { readonly [keyword: string]: unknown }

/** A sentence of the contract, with a level and a source. */
export interface Requirement {
  readonly id: string
  readonly level: Level
  readonly text: string
  readonly source: { readonly document: string; readonly pointer: string }
  /** The version of the contract that made it a must; omitted for a must of the first version. */
  readonly since?: string
  /** Set where the server is held to an earlier version: the must is a warning. */
  readonly coming?: true
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
  /** The name of the body's schema in `Contract.schemas`; undefined if the document states none, so that any body conforms. */
  readonly schema?: string
}

/** An operation of the OpenAPI document. */
export interface Operation {
  readonly id: string
  readonly method: string
  /** The path template, with `{name}` for each path parameter. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  /** By status such as `200`, by class such as `4XX`, or under `default`; `responseFor` finds the one for a status. */
  readonly responses: Readonly<Record<string, DocumentedResponse>>
  /** The name of the request body's schema, empty where none is stated; undefined for an operation without a body. */
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

/** The form in which a list shows its members. A part that the API lacks is undefined, and nothing is asked of it. */
export interface Page {
  readonly items: string
  readonly total?: string
  /** Both are set, or none. */
  readonly links?: string
  readonly link?: { readonly relation: string; readonly target: string }
  /** Both are set, or none; without them a list is always whole. */
  readonly parameters?: { readonly size: string; readonly number: string }
  readonly size?: number
}

/** All facts about an API that the engine uses. Plain data, so that a build can store the contract. */
export interface Contract {
  readonly name: string
  readonly version: string
  /** All versions of the contract so far, the oldest first. */
  readonly versions: readonly string[]
  /** The earlier version that the server is held to. */
  readonly asOf?: string
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
    /** Without `values`, the key is free: any text may be the key of a member. */
    readonly key: { readonly parameter: string; readonly pointer: string; readonly values: readonly string[] }
    readonly identity: string
    readonly operations: Readonly<Record<Role, string>>
    /** The operations that answer with one member; the others answer with a page. */
    readonly single: readonly Role[]
    readonly setup: string
    /** The requirement that a member is deleted. Without it, a member that a clean-up cannot delete leaves its case without a verdict. */
    readonly cleanup?: string
    /** The requirement that a deleted member is gone. Without it, a member that outlasts its removal is only named. */
    readonly removal?: string
    /** By key; of a free key, by the names of the payload files. `variantOf` finds the one of any key. */
    readonly variants: Readonly<Record<string, Variant>>
    /** The variant of a free key without payloads. */
    readonly anyVariant?: Variant
  }
  readonly error: { readonly schema: string; readonly status: string; readonly code: string; readonly reason: string }
  /** Undefined for an API whose list is the bare array of its members. */
  readonly page?: Page
  readonly envelope?: { readonly parameter: string; readonly status: string; readonly content: string }
  readonly headers: Readonly<Record<string, string>>
  readonly refusals: {
    readonly body: readonly number[]
    readonly query: readonly number[]
    readonly path: readonly number[]
  }
  /** The bounds of generated text. The contract leaves open if any other text is accepted. */
  readonly portableText: { readonly minLength: number; readonly maxLength: number; readonly pattern: string }
  /** The name of the OpenAPI extension that states redactions. Without it, no property is masked. */
  readonly redaction?: string
  /** Undefined for an API that issues no tokens. */
  readonly credentials?: { readonly tokenPath: string }
  readonly environment: Environment
}

/** The names of the environment variables that hold settings. */
export interface Environment {
  readonly target: readonly string[]
  readonly scope?: string
  /** By auth scheme and property of its credentials. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The properties of credentials that the environment may give, by auth scheme. The contract names their variables. */
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
  if (credentials === undefined)
    throw new Error('the contract has no token endpoint: the suite was not checked at load')
  return { id: 'token', method: 'POST', path: credentials.tokenPath, parameters: [], responses: {}, body: '' }
}

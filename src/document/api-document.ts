import type { SaidOrder } from './says/says-order.ts'

/** A JSON Schema 2020-12, as plain data. */
export type DocumentSchema = boolean | { readonly [keyword: string]: unknown }

/** The place of a part of the document: its file, and its line and column from 1 on. */
export interface DocumentPlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A parameter of an operation, those of the path item included. */
export interface ApiParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required: boolean
  /** In the view of a request. */
  readonly schema: DocumentSchema
  /** The example or default that the document gives, in this order. */
  readonly example?: unknown
  /** The style in which a list or map is written. `explode`: each item and member is a parameter of its own. */
  readonly style: 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject'
  readonly explode: boolean
  /** Set for an order of the form `property,(asc|desc)`, as Spring reads it: by the description, or by the names beside it alone. */
  readonly sorts?: 'stated' | 'presumed'
  /** The description, cut to 1,000 characters. */
  readonly description?: string
}

/** One media type of a body. */
export interface ApiContent {
  /** Undefined where the document states no schema, so that any body conforms. */
  readonly schema?: DocumentSchema
  /** The schema as it is written, where `schema` is that of one member and bodies may have several. */
  readonly several?: DocumentSchema
  readonly example?: unknown
  /** The examples after the first. */
  readonly otherExamples?: readonly unknown[]
  /** The descriptions of the properties of a search by POST, by their places, each cut to 1,000 characters. */
  readonly words?: Readonly<Record<string, string>>
  /** The properties of a form whose parts are fields of their own, such as `address[city]`: their `style` is `deepObject`. */
  readonly deep?: readonly string[]
}

/** A response header. */
export interface ApiHeader {
  readonly required: boolean
  readonly schema: DocumentSchema
  /** Cut to 1,000 characters. */
  readonly description?: string
}

/** The response documented for a status, a class such as `4XX`, or `default`. */
export interface ApiResponse {
  /** By media type as written, such as `application/json`. Schemas are in the view of an answer. */
  readonly content: Readonly<Record<string, ApiContent>>
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, ApiHeader>>
  /** The reason of a refusal, cut to 1,000 characters. Undefined for other responses. */
  readonly description?: string
  /** The order that the description of a success states for its list. */
  readonly order?: SaidOrder
}

/** The request body of an operation. */
export interface ApiRequestBody {
  readonly required: boolean
  /** By media type as written. Schemas are in the view of a request. */
  readonly content: Readonly<Record<string, ApiContent>>
}

/** Credentials that the document asks for, by the name of the scheme, with the OAuth2 scopes. All names of one entry are needed together. */
export type ApiSecurity = Readonly<Record<string, readonly string[]>>

/** An operation of the document. */
export interface ApiOperation {
  /** The `operationId`, or the method and the path. */
  readonly id: string
  /** In upper case. */
  readonly method: string
  /** The path template, with `{name}` for each path parameter and without the path of the server. */
  readonly path: string
  readonly parameters: readonly ApiParameter[]
  readonly body?: ApiRequestBody
  /** By status, by class in upper case such as `4XX`, or `default`. */
  readonly responses: Readonly<Record<string, ApiResponse>>
  /** The alternatives. Empty: no credentials are asked for. An empty entry: credentials are optional. */
  readonly security: readonly ApiSecurity[]
  readonly tags: readonly string[]
  /** The summary and the description, cut to 1,000 characters. */
  readonly description?: string
  /** The servers of the operation or its path, if they differ from those of the document. */
  readonly servers?: readonly string[]
  readonly place: DocumentPlace
}

/** A security scheme of the document. A scheme that the tool cannot use has its name under `unsupported`. */
export type ApiSecurityScheme =
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly type: 'basic' }
  | { readonly type: 'bearer' }
  | { readonly type: 'digest' }
  | { readonly type: 'oauth2'; readonly tokenUrl: string }
  | { readonly type: 'unsupported'; readonly name: string }

/** An OpenAPI 3.0 or 3.1 document as the tool uses it. Plain data: it can be printed, stored, and sent to a worker. */
export interface ApiDocument {
  /** `info.title` and `info.version`. */
  readonly title: string
  readonly version: string
  readonly openapi: '3.0' | '3.1'
  /** `info.description`, cut to 4,000 characters. */
  readonly description?: string
  /** The time after a write in which lists may not show it yet, in milliseconds, where `info.description` says so. */
  readonly lag?: number
  /** URLs of servers, with default values in the place of variables. */
  readonly servers: readonly string[]
  readonly operations: readonly ApiOperation[]
  /**
   * Each named schema by URI: `request:Pet` is the view of a request (without readOnly properties), `answer:Pet` the view of an answer
   * (without writeOnly properties). All schemas are JSON Schema 2020-12, and refer to one another by these URIs alone.
   */
  readonly schemas: Readonly<Record<string, DocumentSchema>>
  readonly securitySchemes: Readonly<Record<string, ApiSecurityScheme>>
}

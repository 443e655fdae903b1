import type { Fact, Pointer } from '../../resource/model.ts'
import { headerOf } from '../../http/raw-response.ts'
import type { RawResponse } from '../../http/raw-response.ts'
import { type ParsedJson, parseJson } from '../../json/parse-json.ts'
import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { SecretSearch } from '../../secrets/sent-secret.ts'
import type { Validators } from '../body/validators.ts'

/** An answer as a law reads it. */
export interface Answer {
  readonly status: number
  readonly headers: RawResponse['headers']
  /** The first header with this name, ignoring case. */
  readonly header: (name: string) => string | undefined
  /** The body as text; bytes that are not UTF-8 are replaced. */
  readonly text: string
  readonly parsed: ParsedJson
  /** The parsed body, or the text of a body that is declared as bytes or as plain text; undefined for any other body that is no JSON. */
  readonly json: unknown
  /** The defect of the HTTP message. */
  readonly defect: string | undefined
  /** The index of the exchange among those of the case. */
  readonly exchange: number
  /** The request, such as `GET /users/7`. */
  readonly asked: string
  /** Set where the connection was closed on the same request before: the target may have done it then. */
  readonly again?: true
  /** Set where the answer of a list stands for a read: the place of the member in the body, if the list shows it. */
  readonly listed?: { readonly at?: Pointer }
  /** Set for a 202 whose operation has succeeded, as a read of the operation shows. */
  readonly isDone?: true
}

/** An answer to an operation of the document, and what it is held to. */
export interface JudgedAnswer {
  readonly operation: ApiOperation
  readonly answer: Answer
  /** The method of the request. */
  readonly method: string
  readonly secrets: SecretSearch
  readonly validators: Validators
  /** The schemas of the document, by reference. */
  readonly schemas: ApiDocument['schemas']
  /** `info.description` of the document. */
  readonly description: string | undefined
  /** The security schemes of the document, by name. */
  readonly securitySchemes: ApiDocument['securitySchemes']
  /** The place of the status in the bodies of refusals. */
  readonly errorStatus: Fact<Pointer> | undefined
  /** The places that no answer shows, as the document says, in the members that the answer shows. */
  readonly hidden: readonly Pointer[]
  readonly members: readonly unknown[]
  /** Pointers of the secrets that the answer may show, such as that of a create. */
  readonly mayShow: readonly string[]
  /** The read of the same member before, and the places that show another value since, but those that the server sets. */
  readonly earlier?: { readonly answer: Answer; readonly changed: readonly Pointer[] } | undefined
  /** True for a request that may have asked for an envelope. */
  readonly isEnveloped: boolean
  /** Places of secrets that only a guess calls so. */
  readonly guessed: readonly string[]
}

/** True for the answer at what is not there, or no longer. */
export function isAbsent({ status }: Pick<Answer, 'status'>): boolean {
  return status === 404 || status === 410
}

/** Reads an answer of a target. */
export function readAnswer(response: RawResponse, exchange: number, asked: string): Answer {
  const text = new TextDecoder().decode(response.body)
  const parsed = parseJson(response.body, text)
  return {
    status: response.status,
    headers: response.headers,
    header: (name) => headerOf(response, name),
    text,
    parsed,
    json: valueOf(parsed, text, headerOf(response, 'content-type')),
    defect: response.defect,
    exchange,
    asked,
  }
}

/** The value of a body. Some servers send JSON as plain text; digits as plain text are text. */
function valueOf(parsed: ParsedJson, text: string, media = ''): unknown {
  const value = parsed.ok ? parsed.value : undefined
  const isRaw = /^(?:application\/octet-stream|text\/plain)\b/i.test(media)
  return isRaw && (typeof value !== 'object' || value === null) ? text : value
}

/** True for a status from 200 to 299. */
export function isSuccess({ status }: Pick<Answer, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** True for a 202 that nothing shows to be carried out. */
export function isLater({ status, isDone }: Pick<Answer, 'status' | 'isDone'>): boolean {
  return status === 202 && isDone !== true
}

/** True for a status from 400 to 499. */
export function isRefusal({ status }: Pick<Answer, 'status'>): boolean {
  return status >= 400 && status < 500
}

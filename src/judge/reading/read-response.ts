import type { Contract } from '../../contract/contract.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import { type ReceivedResponse, type SentRequest } from '../observation.ts'
import { headerOf, type RawResponse } from '../../http/raw-response.ts'
import { type ParsedJson } from '../../json/parse-json.ts'
import { parseJson } from '../../json/parse-json.ts'

const decoder = new TextDecoder('utf-8')

/** Parses a response: its text, its JSON, and the document in a requested envelope. */
export function readResponse(raw: RawResponse, request: SentRequest, contract: Contract): ReceivedResponse {
  const text = decoder.decode(raw.body)
  const type = headerOf(raw, 'content-type') ?? ''
  const json = parseJson(raw.body, text)
  const { headers, body: bytes, reason, trailers, defect } = raw
  const { document, documentAt } = unwrap(json, request, contract)
  const status = statusOf(raw, json, { request, contract })
  const read = { status, headers, bytes, text, mediaType: mediaTypeOf(type), json, document, documentAt }
  // Most responses have none of these. A spread for each costs time in each request.
  if (reason === undefined && trailers === undefined && defect === undefined) return read
  return {
    ...read,
    ...(reason === undefined ? {} : { reason }),
    ...(trailers === undefined ? {} : { trailers }),
    ...(defect === undefined ? {} : { defect }),
  }
}

function mediaTypeOf(contentType: string): string {
  const end = contentType.indexOf(';')
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase()
}

interface Context {
  readonly request: SentRequest
  readonly contract: Contract
}

/** The HTTP status, or the status of an error in a requested envelope: some clients see only the envelope. */
function statusOf({ status }: RawResponse, json: ParsedJson, { request, contract }: Context): number {
  const { envelope, error } = contract
  if (envelope === undefined || status < 200 || status > 299) return status
  if (request.query[envelope.parameter] !== 'true' || !json.ok) return status
  const envelopeStatus = valueAt(json.value, envelope.status)
  const inner = valueAt(json.value, envelope.content) ?? json.value
  const isError = typeof envelopeStatus === 'number' && envelopeStatus >= 400
  return isError && valueAt(inner, error.status) === envelopeStatus ? envelopeStatus : status
}

function unwrap(
  json: ParsedJson,
  request: SentRequest,
  contract: Contract,
): Pick<ReceivedResponse, 'document' | 'documentAt'> {
  if (!json.ok) return { document: undefined, documentAt: '' }
  const { envelope, page: pages } = contract
  if (envelope === undefined || request.query[envelope.parameter] !== 'true' || !isObject(json.value))
    return { document: json.value, documentAt: '' }
  const { status, content } = envelope
  const inner = valueAt(json.value, content)
  // The items of a page are beside the envelope's status, not in its content.
  const page = pages !== undefined && valueAt(json.value, pages.items) !== undefined
  if (inner !== undefined && !page) return { document: inner, documentAt: content }
  return { document: withValueAt(json.value, status, undefined), documentAt: '' }
}

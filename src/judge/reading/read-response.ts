import type { Contract } from '../../contract/contract.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import { type ReceivedResponse, type SentRequest } from '../observation.ts'
import { headerOf, type RawResponse } from '../../http/raw-response.ts'
import { type ParsedJson } from '../../json/parse-json.ts'
import { parseJson } from '../../json/parse-json.ts'

const decoder = new TextDecoder('utf-8')

/** Reads what a response says: its text, its JSON, and the document within an envelope that was asked for. */
export function readResponse(raw: RawResponse, request: SentRequest, contract: Contract): ReceivedResponse {
  const text = decoder.decode(raw.body)
  const type = headerOf(raw, 'content-type') ?? ''
  const json = parseJson(raw.body, text)
  return {
    status: statusOf(raw, json, { request, contract }),
    headers: raw.headers,
    bytes: raw.body,
    text,
    mediaType: (type.split(';')[0] ?? '').trim().toLowerCase(),
    json,
    ...unwrap(json, request, contract),
    ...(raw.defect === undefined ? {} : { defect: raw.defect }),
  }
}

interface Context {
  readonly request: SentRequest
  readonly contract: Contract
}

/** Of an error in an envelope that was asked for, the one in the envelope: some clients of such an API see no other. */
function statusOf({ status }: RawResponse, json: ParsedJson, { request, contract }: Context): number {
  const { envelope, error } = contract
  if (status < 200 || status > 299 || request.query[envelope.parameter] !== 'true' || !json.ok) return status
  const told = valueAt(json.value, envelope.status)
  const inner = valueAt(json.value, envelope.content) ?? json.value
  return typeof told === 'number' && told >= 400 && valueAt(inner, error.status) === told ? told : status
}

function unwrap(
  json: ParsedJson,
  request: SentRequest,
  contract: Contract,
): Pick<ReceivedResponse, 'document' | 'documentAt'> {
  if (!json.ok) return { document: undefined, documentAt: '' }
  const { parameter, status, content } = contract.envelope
  if (request.query[parameter] !== 'true' || !isObject(json.value)) return { document: json.value, documentAt: '' }
  const inner = valueAt(json.value, content)
  // A page has its items beside the status; whatever else stands there, it is not within.
  const page = valueAt(json.value, contract.page.items) !== undefined
  if (inner !== undefined && !page) return { document: inner, documentAt: content }
  return { document: withValueAt(json.value, status, undefined), documentAt: '' }
}

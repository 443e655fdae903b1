import { STATUS_CODES } from 'node:http'

/** A response as received. */
export interface RawResponse {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  /** The reason phrase, if it is not the usual phrase of the status. */
  readonly reason?: string
  /** Headers after the body; omitted for none. */
  readonly trailers?: readonly (readonly [string, string])[]
  readonly body: Uint8Array
  /** The defect of the HTTP message, in English. */
  readonly defect?: string
}

/** The value of the first header with this name, ignoring case. */
export function headerOf(response: Pick<RawResponse, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return response.headers.find(([header]) => header.toLowerCase() === wanted)?.[1]
}

/** The reason phrase as a response keeps it. Usual and empty phrases say nothing, and long ones are cut. */
export function unusualReason(status: number, phrase: string, limit: number): Pick<RawResponse, 'reason'> {
  return phrase === '' || phrase === STATUS_CODES[status] ? {} : { reason: phrase.slice(0, limit) }
}

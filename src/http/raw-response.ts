/** A response as received. */
export interface RawResponse {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
  /** The defect of the HTTP message, in English. */
  readonly defect?: string
}

/** The value of the first header with this name, ignoring case. */
export function headerOf(response: Pick<RawResponse, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return response.headers.find(([header]) => header.toLowerCase() === wanted)?.[1]
}

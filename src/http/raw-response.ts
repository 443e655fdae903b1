/** A response as it came off the wire. */
export interface RawResponse {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
  readonly defect?: string
}

/** The first header of this name, whatever its case. */
export function headerOf(response: Pick<RawResponse, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return response.headers.find(([header]) => header.toLowerCase() === wanted)?.[1]
}

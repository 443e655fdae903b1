import { UserError } from '../source/mistake.ts'

/**
 * Parses the URL of a target: http or https, without credentials, query and fragment.
 * @throws UserError for any other text; the message does not repeat credentials.
 */
export function parseTarget(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    const shown = text.replace(/[^/]*@/, '…@')
    throw new UserError(
      `"${shown}" is not a target; a target is an HTTP URL such as http://127.0.0.1:8080${hintOf(text)}`,
    )
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '')
    throw new UserError(
      'the URL of the target holds credentials; move the credentials to "principals" in the configuration',
    )
  if (url.search !== '' || url.hash !== '')
    throw new UserError('the URL of the target holds a query or a fragment; a target is an origin and a path')
  return url
}

/** The likely mistake in a text that is no URL. A text that may hold credentials is not repeated. */
function hintOf(text: string): string {
  const port = /^https?:\/\/[^/?#@]*:(\d+)(?:[/?#]|$)/.exec(text)?.[1]
  if (port !== undefined && Number(port) > 65_535) return `, and its port is at most 65535, not ${port}`
  return /^[\w.-]+:\d+(?:\/[^@]*)?$/.test(text) && URL.canParse(`http://${text}`)
    ? `; did you mean "http://${text}"?`
    : ''
}

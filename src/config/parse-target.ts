import { UserError } from '../source/mistake.ts'

/**
 * Parses the URL of a target: http or https, without credentials, query and fragment.
 * @throws UserError for any other text; the message does not repeat credentials.
 */
export function parseTarget(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    const shown = text.replace(/[^/]*@/, '…@')
    throw new UserError(`"${shown}" is not a target; a target is an HTTP URL such as http://127.0.0.1:8080`)
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

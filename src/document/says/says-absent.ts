import { sentencesOf } from './sentences-of.ts'

/** Words for one thing that another one does not have, or does not belong to. */
const LACKS =
  /\b(?:not|no|n['’]t|never)\b(?: (?:an?|the|yet|currently|already|any))* (?:have|has|had|members?|assigned|linked|associated|attached|connected|related|tagged|part|belongs?|in|among|on|subscribed|enrolled)\b|\b(?:lacks?|without)\b/i

const STATUS = /\b(?:2\d\d|404|409|410)\b/g

/**
 * The sentences of a description that state one status for a thing which another one does not have, with the status: 404 for `404 if it does not have the
 * tag.`
 */
export function saysAbsent(
  description: string | undefined,
): readonly { readonly text: string; readonly status: number }[] {
  return sentencesOf(description).flatMap((text) => {
    const [status, ...others] = new Set(text.match(STATUS) ?? [])
    return status !== undefined && others.length === 0 && LACKS.test(text) ? [{ text, status: Number(status) }] : []
  })
}

import type { StoredText } from '../../document/says/says-stored-text.ts'
import { listOf } from '../../json/list-of.ts'

/** A text as a server stores it, by each form that a description may state. */
export const STORED: Readonly<Record<StoredText, (text: string) => string>> = {
  trimmed: (text) => text.trim(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
}

/**
 * True for a text that is shown as the document says that it is stored: `AB` for `ab`, where "It is answered in upper case", and
 * `www.example.com` for `www`, where "A relative name is completed with the domain".
 * @param views the schema of the text in a create and in an answer
 */
export function isInStoredForm(
  sent: unknown,
  shown: unknown,
  views: readonly Readonly<Record<string, unknown>>[],
): boolean {
  if (typeof sent !== 'string') return false
  if (views.some((view) => view['x-completed-text'] === true) && isCompleted(sent, shown)) return true
  const forms = views.flatMap((view) => listOf(view['x-stored-text']) as readonly StoredText[])
  return forms.length > 0 && forms.reduce((text, form) => STORED[form](text), sent) === shown
}

/** True for a text that begins or ends with the one that was sent: only what stands beside it is added. */
function isCompleted(sent: string, shown: unknown): boolean {
  return typeof shown === 'string' && (shown.startsWith(sent) || shown.endsWith(sent))
}

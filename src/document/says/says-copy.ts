import { sentencesOf } from './sentences-of.ts'

/** A value that is shown beside a member, and is that of another one. */
export interface CopySaid {
  /** The words of the property of the other member, such as `name`. */
  readonly of: string
  /** The other member, such as `room`. */
  readonly noun: string
}

const SAYS =
  /^\W*(?:this is )?(?:the |its )?(?:current|present|latest|up-to-date) [`"']?([a-z][\w ]{0,40}?)[`"']? of (?:the|its) ([a-z][\w-]*)\b/i

/** The value of another member that a property always has, such as `The current name of the room`. Undefined for any other description. */
export function copySaid(description: unknown): CopySaid | undefined {
  if (typeof description !== 'string') return undefined
  for (const sentence of sentencesOf(description)) {
    const [, of, noun] = SAYS.exec(sentence) ?? []
    if (of !== undefined && noun !== undefined) return { of: of.trim(), noun: noun.toLowerCase() }
  }
  return undefined
}

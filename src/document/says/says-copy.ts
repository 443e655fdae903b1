import { formulaAlone } from './formula-alone.ts'

/** A value that is shown beside a member, and is that of another one. */
export interface CopySaid {
  /** The words of the property of the other member, such as `name`. */
  readonly of: string
  /** The other member, such as `room`. */
  readonly noun: string
}

const SAYS =
  /^\W*(?:this is )?(?:the |its )?(?:current|present|latest|up-to-date) [`"']?([a-z][\w ]{0,40}?)[`"']? of (?:the|its) ([a-z][\w-]*)(?:, set by the server)?\W*$/i

/** The value of another member that a property always has, such as `The current name of the room`. Undefined for any other description. */
export function copySaid(description: unknown): CopySaid | undefined {
  const [, of, noun] = SAYS.exec(formulaAlone(description) ?? '') ?? []
  return of === undefined || noun === undefined ? undefined : { of: of.trim(), noun: noun.toLowerCase() }
}

/** A place in a user's file. Line and column count from 1. */
export interface Location {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A mistake in a file or on the command line, with the expected form. */
export interface Mistake {
  readonly message: string
  readonly at?: Location
}

/** All mistakes of a user at once. The command line prints the mistakes and exits with 2. */
export class UserError extends Error {
  readonly mistakes: readonly Mistake[]

  constructor(mistakes: readonly Mistake[] | string, options?: ErrorOptions) {
    const list = typeof mistakes === 'string' ? [{ message: mistakes }] : mistakes
    super(list.map(formatMistake).join('\n'), options)
    this.name = 'UserError'
    this.mistakes = list
  }
}

/** The mistake as a line: location and message. */
export function formatMistake({ message, at }: Mistake): string {
  return at === undefined ? message : `${formatLocation(at)}  ${message}`
}

/** The location as `file:line:column`. */
export function formatLocation({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`
}

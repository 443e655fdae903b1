/** A place in a file of our user's: line and column count from 1. */
export interface Location {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One thing that is wrong in a file or on the command line, and what would be right. */
export interface Mistake {
  readonly message: string
  readonly at?: Location
}

/** Our user's own mistakes, all of them at once. The command line prints them and exits 2. */
export class UserError extends Error {
  readonly mistakes: readonly Mistake[]

  constructor(mistakes: readonly Mistake[] | string, options?: ErrorOptions) {
    const list = typeof mistakes === 'string' ? [{ message: mistakes }] : mistakes
    super(list.map(formatMistake).join('\n'), options)
    this.name = 'UserError'
    this.mistakes = list
  }
}

export function formatMistake({ message, at }: Mistake): string {
  return at === undefined ? message : `${formatLocation(at)}  ${message}`
}

export function formatLocation({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`
}

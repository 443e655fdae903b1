/** Words of a conflict by which another resource has one member at most. */
export interface HeldOnce {
  /** The other resource, such as `vehicle`. */
  readonly owner: string
  readonly noun: string
  /** True where members in one state alone are meant. */
  readonly isInState: boolean
}

/** The words of a conflict such as `The vehicle has an active assignment already`. One about a time or a place says less. */
export function heldOnce(sentence: string): HeldOnce | undefined {
  const found = HELD.map((form) => form.exec(sentence)?.groups).find((groups) => groups !== undefined)
  const { owner, noun, state } = found ?? {}
  return owner === undefined || noun === undefined ? undefined : { owner, noun, isInState: state !== undefined }
}

const ONE = String.raw`an? (?:(?<state>active|current|open|pending|running|ongoing) )?(?<noun>[\w-]+)`
const HELD = [
  String.raw`^(?:the|this|that) (?<owner>[\w-]+(?: [\w-]+)?) already has ${ONE}[.;!]?\s*$`,
  String.raw`^(?:the|this|that) (?<owner>[\w-]+(?: [\w-]+)?) has (?:already )?${ONE} already[.;!]?\s*$`,
].map((source) => new RegExp(source, 'i'))

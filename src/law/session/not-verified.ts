/** Ends a law that cannot be judged: a member could not be made, or a fact is missing. The law is then not verified, with this reason. */
export class NotVerified extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NotVerified'
  }
}

/** Ends a law whose evidence is missing: the target gave no answer. The law is then inconclusive. */
export class NoAnswer extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NoAnswer'
  }
}

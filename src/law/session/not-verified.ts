/** Ends a law that cannot be judged: a member could not be made, or a fact is missing. The law is then not verified, with this reason. */
export class NotVerified extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NotVerified'
  }
}

/** What a part of a law gives. Undefined where the part ended with `NotVerified`, so that the law goes on without it. */
export async function unlessNotVerified<T>(promised: () => Promise<T>): Promise<T | undefined> {
  try {
    return await promised()
  } catch (error) {
    if (error instanceof NotVerified) return undefined
    throw error
  }
}

/** Ends a law whose evidence is missing: the target gave no answer. The law is then inconclusive. */
export class NoAnswer extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NoAnswer'
  }
}

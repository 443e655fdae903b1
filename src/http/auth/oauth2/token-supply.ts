import type { Send } from '../../target.ts'
import type { Token, TokenAnswer } from './read-token.ts'

/** The token of one client: fetched when it is first needed, and anew before it expires. */
export interface TokenSupply {
  /** The current token, or what came of asking for one; never the one that the target refused, where one is named. */
  readonly get: (send: Send, refused?: Token) => Promise<TokenAnswer>
  /** Those that may still be good, the last one included. */
  readonly unexpired: () => readonly Token[]
}

/** A client that was refused for good is not asked for again: token endpoints count wrong tries, and allow few. */
export function createTokenSupply(fetch: (send: Send) => Promise<TokenAnswer>, now: () => number): TokenSupply {
  let issued: readonly Token[] = []
  let renewal: Promise<TokenAnswer> | undefined
  let refusal: TokenAnswer | undefined
  const renew = async (send: Send): Promise<TokenAnswer> => {
    const answer = await fetch(send)
    if (answer.token !== undefined) issued = [...issued.filter((one) => one.expiresAt > now()), answer.token]
    else if (answer.final) refusal = answer
    return answer
  }
  return {
    async get(send, refused) {
      const current = issued.at(-1)
      const isGood = current !== undefined && current !== refused && now() < current.expiresAt
      if (isGood && now() < current.renewAt) return { token: current }
      if (refusal !== undefined) return isGood ? { token: current } : refusal
      // All who need one wait for the same.
      renewal ??= renew(send).finally(() => (renewal = undefined))
      const answer = await renewal
      if (answer.token !== undefined || !isGood) return answer
      current.renewAt = current.expiresAt
      return { token: current }
    },
    unexpired: () => issued.filter(({ expiresAt }) => expiresAt > now()),
  }
}

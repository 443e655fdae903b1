import type { Send } from '../../target.ts'
import type { Token, TokenAnswer } from './read-token.ts'

/** The token of one client, fetched at its first use and renewed before it expires. */
export interface TokenSupply {
  /** The current token, or the result of requesting a token. A named refused token is never returned. */
  readonly get: (send: Send, refused?: Token) => Promise<TokenAnswer>
  /** Tokens that may still be valid, including the last one. */
  readonly unexpired: () => readonly Token[]
}

/** After a final refusal no token is requested, because token endpoints allow few failed attempts. */
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
      // All requests that need a token wait for the same token.
      renewal ??= renew(send).finally(() => (renewal = undefined))
      const answer = await renewal
      if (answer.token !== undefined || !isGood) return answer
      current.renewAt = current.expiresAt
      return { token: current }
    },
    unexpired: () => issued.filter(({ expiresAt }) => expiresAt > now()),
  }
}

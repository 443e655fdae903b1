/**
 * True for an expectation in words, such as `nothing` or `a mask of the secret`, which a report prints as it is. A value is printed as JSON.
 * Words stand in the message too; a value stands there in quotes, if at all.
 */
export function isInWords(side: unknown, message: string): side is string {
  if (typeof side !== 'string' || side === '') return false
  return side === 'nothing' || (message.includes(side) && !message.includes(JSON.stringify(side)))
}

/** True for an actual side in words. A single word is rather a value: it may be a part of the message by chance. */
export function isSeenInWords(side: unknown, message: string): side is string {
  return isInWords(side, message) && (side === 'nothing' || side.includes(' '))
}

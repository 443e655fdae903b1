/** Returns a noun with its indefinite article: `a note`, `an article`. */
export function withArticle(noun: string): string {
  return `${/^(?!uni|use|eu|one)[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** Returns what a list shows that lacks a member: `an empty list`, `1 other member`, `3 other members`. */
export function otherMembers(count: number): string {
  if (count === 0) return 'an empty list'
  return `${count} other ${count === 1 ? 'member' : 'members'}`
}

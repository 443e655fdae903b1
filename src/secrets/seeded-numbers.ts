/** The FNV-1a hash of a text's UTF-16 units: an integer of 32 bits. Another basis and prime give an independent hash. */
export function hashText(text: string, basis = 0x811c9dc5, prime = 0x01000193): number {
  let hash = basis
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), prime)
  return hash
}

/** The output function of splitmix32: a signed integer of 32 bits for each state. */
export function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return mixed ^ (mixed >>> 15)
}

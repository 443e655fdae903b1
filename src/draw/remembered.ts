import type { Contract } from '../contract/contract.ts'

const memories = new WeakMap<Contract, Map<string, unknown>>()

/** What is worked out of a contract, once: cases draw the same over and over. A name always stands for the same. */
export function remembered<T>(contract: Contract, name: string, make: () => T): T {
  const memory = memories.get(contract) ?? new Map<string, unknown>()
  memories.set(contract, memory)
  if (!memory.has(name)) memory.set(name, make())
  return memory.get(name) as T
}

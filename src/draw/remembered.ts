import type { Contract } from '../contract/contract.ts'

const memories = new WeakMap<Contract, Map<string, unknown>>()

/** The value of `make`, computed once for a contract and a name. A name must always stand for the same value. */
export function remembered<T>(contract: Contract, name: string, make: () => T): T {
  const memory = memories.get(contract) ?? new Map<string, unknown>()
  memories.set(contract, memory)
  if (!memory.has(name)) memory.set(name, make())
  return memory.get(name) as T
}

import type { Contract } from './contract.ts'

/** The pointer of the members in the answer to a list: the whole answer where the contract states no page. */
export function itemsAt({ page }: Pick<Contract, 'page'>): string {
  return page?.items ?? ''
}

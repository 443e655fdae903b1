/** True for the text of a `contract.yaml` of this package that laws alone judge: it has resources and no cases. */
export function isOfLaws(text: string): boolean {
  return /^model:/m.test(text) && !/^cases:/m.test(text)
}

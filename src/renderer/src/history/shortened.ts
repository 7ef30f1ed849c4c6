/** Enough of a title to know which it was. */
export function shortened(title: string): string {
  const letters = [...title]
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : title
}

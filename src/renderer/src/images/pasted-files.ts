/** What of a `DataTransfer` tells it. */
type PastedData = Pick<DataTransfer, 'getData'> & { readonly files: Iterable<File> }

/** The files that are pasted; none where a text comes as well, which is then what is meant: a cell of a table, say. */
export function pastedFiles(data: PastedData | null): readonly File[] {
  const files = [...(data?.files ?? [])]
  const lines = data?.getData('text/plain').split('\n').map((line) => line.trim()) ?? []
  // Programs that show folders add the names or paths of what is copied.
  return lines.every((line) => files.some(({ name }) => line.endsWith(name)) || line === '') ? files : []
}

/** What was typed after the program's name: without the runtime's own switches and, unpackaged, the app's path. */
export function programArguments(argv: readonly string[], packaged: boolean): readonly string[] {
  const rest = argv.slice(1)
  const command = rest.findIndex((arg) => !arg.startsWith('-') && (packaged || !looksLikePath(arg)))
  return command < 0 ? [] : rest.slice(command)
}

function looksLikePath(arg: string): boolean {
  return arg === '.' || arg.includes('/') || arg.includes('\\')
}

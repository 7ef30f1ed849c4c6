import { finishMove } from './data-folder'

/** For a test, as a process to be killed: moves the history of a profile and dies when this share of it is done. */
const [profile = '', share = '2'] = process.argv.slice(2)
void finishMove(profile, ({ done, of }) => {
  if (done >= of * Number(share)) process.kill(process.pid, 'SIGKILL')
}).then((fault) => process.stdout.write(`${fault?.kind ?? 'moved'}\n`))

// Small on purpose: the first paint waits for this file, and for nothing of the window itself.
import './styles/base.css'
import './styles/first-words.css'
import { showSystemTheme } from './appearance'
import { startFirstWords } from './first-words'
import { markPainted } from './ui/mark-painted'

showSystemTheme(document.documentElement)
startFirstWords()
markPainted('typeable')
void import('./whole-window')
